namespace TieredRouting.Signals;

/// <summary>A text as a classifier computes with it: the features it knows, with their weights. Its length is 1 where it knows all of them.</summary>
internal readonly ref struct SparseVector(ReadOnlySpan<int> features, ReadOnlySpan<float> weights)
{
    public ReadOnlySpan<int> Features { get; } = features;

    public ReadOnlySpan<float> Weights { get; } = weights;
}
