namespace TieredRouting.Economics;

/// <summary>A client call that ended, as the ledger takes it.</summary>
internal readonly record struct LedgerCall
{
    public required string Contract { get; init; }

    public required string? Cohort { get; init; }

    public required string? Workflow { get; init; }

    public required string? Step { get; init; }

    public required string Route { get; init; }

    /// <summary>Whether it is the first of its route: the others continue a tool loop.</summary>
    public required bool IsFirst { get; init; }

    public required DateTimeOffset Time { get; init; }

    /// <summary>The tier that was decided on, or <see langword="null"/>.</summary>
    public required string? Start { get; init; }

    /// <summary>How low it might have started: the floor's name, or T2's, which is gated whatever the tier.</summary>
    public required string Floor { get; init; }

    public required WorkClass Class { get; init; }

    public required Outcome? Outcome { get; init; }

    public required decimal Cost { get; init; }

    public required TimeSpan Duration { get; init; }

    public required int GateFailures { get; init; }
}
