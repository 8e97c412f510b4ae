namespace TieredRouting.Benchmarks.Scale;

/// <summary>A change of one contract.</summary>
/// <param name="Host">The host reading its file again.</param>
/// <param name="Ours">From there to the new model in force.</param>
/// <param name="Again">Seeing that a second announcement of the same change is nothing new.</param>
/// <param name="Allocated">Megabytes that were allocated.</param>
internal readonly record struct ScaleChange(ScaleSpan Host, ScaleSpan Ours, ScaleSpan Again, double Allocated)
{
    /// <summary>The middle of several, each measure by itself.</summary>
    public static ScaleChange Median(IReadOnlyCollection<ScaleChange> changes) => new(
        ScaleSpan.Median([.. changes.Select(change => change.Host)]),
        ScaleSpan.Median([.. changes.Select(change => change.Ours)]),
        ScaleSpan.Median([.. changes.Select(change => change.Again)]),
        changes.Select(change => change.Allocated).Order().ElementAt(changes.Count / 2));
}
