namespace TieredRouting;

/// <summary>A condition on one signal, as data. Exactly one of its comparisons is stated.</summary>
internal sealed record ConditionOptions
{
    /// <summary>The signal, or a part of it after a point: <c>blastRadius.recipients</c>.</summary>
    public required string Signal { get; init; }

    public decimal? AtLeast { get; init; }

    public decimal? Below { get; init; }

    public string? Is { get; init; }

    public IReadOnlyList<string>? AnyOf { get; init; }

    public bool? Unavailable { get; init; }

    /// <summary>How many comparisons are stated.</summary>
    public int Comparisons =>
        (AtLeast is null ? 0 : 1) + (Below is null ? 0 : 1) + (Is is null ? 0 : 1) + (AnyOf is null ? 0 : 1) + (Unavailable is null ? 0 : 1);

    /// <summary>The signal's own name.</summary>
    public string SignalName => Signal.Split('.')[0];

    /// <summary>The part of the signal, or <see langword="null"/> for its value.</summary>
    public string? Part => Signal.Split('.', 2) is [_, var part] ? part : null;
}
