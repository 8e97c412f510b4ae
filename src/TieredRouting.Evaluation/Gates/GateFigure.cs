namespace TieredRouting.Evaluation;

/// <summary>A figure that a gate is held against, or why there is none.</summary>
/// <param name="Value">The figure, or <see langword="null"/>.</param>
/// <param name="Note">Why there is none.</param>
/// <param name="HoldsWithout">Whether a gate holds without it. One about requests that are not there does; a price that bought nothing is too high.</param>
internal readonly record struct GateFigure(double? Value, string? Note, bool HoldsWithout)
{
    public static GateFigure NothingSucceeded { get; } = new(null, "nothing succeeded", HoldsWithout: false);

    public static GateFigure AboutNothing(string why) => new(null, $"holds, but about no request: {why}", HoldsWithout: true);

    public static implicit operator GateFigure(double value) => new(value, Note: null, HoldsWithout: false);
}
