namespace TieredRouting;

/// <summary>What was decided, by whom and when. Immutable.</summary>
public sealed record ApprovalDecision
{
    /// <summary>What: approved, edited, rejected or expired.</summary>
    public required ApprovalState State { get; init; }

    /// <summary>When; never before the work was held, however the clocks of two machines differ.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What stands for whoever decided: a keyed hash, never the id; <see langword="null"/> where the time limit did.</summary>
    public string? By { get; init; }

    /// <summary>What stands for the first of two who approved, under four-eyes; otherwise <see langword="null"/>.</summary>
    public string? First { get; init; }

    /// <summary>Why, in the person's own words, or <see langword="null"/>. It stays in the store, and is in no record.</summary>
    public string? Reason { get; init; }

    /// <summary>How many words a person changed, of the longer text's: from 0 to 1; <see langword="null"/> where nothing was edited, or there was no draft.</summary>
    public double? EditDistance { get; init; }

    /// <summary>Says what was decided, and not why.</summary>
    /// <returns>The state.</returns>
    public override string ToString() => State.ToString();
}
