namespace TieredRouting.Signals;

/// <summary>The middle of each label's examples: how like them a text is, from 0 to 1. Immutable.</summary>
internal sealed class ExampleCentroids
{
    private readonly int _labels;

    /// <summary>For each feature a weight for each label. Half the precision is plenty to compare with, and takes half the room.</summary>
    private readonly Half[] _weights;

    /// <param name="sums">For each feature, the sum of each label's examples.</param>
    /// <param name="labels">How many labels there are.</param>
    public ExampleCentroids(float[] sums, int labels)
    {
        _labels = labels;
        var squares = new float[labels];
        for (var i = 0; i < sums.Length; i++)
            squares[i % labels] += sums[i] * sums[i];
        var scales = Array.ConvertAll(squares, square => square > 0 ? 1 / MathF.Sqrt(square) : 0);
        _weights = new Half[sums.Length];
        for (var i = 0; i < sums.Length; i++)
            _weights[i] = (Half)(sums[i] * scales[i % labels]);
    }

    /// <summary>The cosine of a text and the middle of a label's examples.</summary>
    public float Likeness(int label, SparseVector text)
    {
        var sum = 0f;
        for (var i = 0; i < text.Features.Length; i++)
            sum += (float)_weights[(text.Features[i] * _labels) + label] * text.Weights[i];
        return Math.Min(sum, 1);
    }
}
