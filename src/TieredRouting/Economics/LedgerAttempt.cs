namespace TieredRouting.Economics;

/// <summary>A model call, as the ledger takes it.</summary>
internal readonly record struct LedgerAttempt
{
    public required string Tier { get; init; }

    public required CallKind Kind { get; init; }

    /// <summary>The triggers, a bit for each; zero where the answer was accepted.</summary>
    public required int Triggers { get; init; }

    public required TokenUsage? Usage { get; init; }

    public required decimal Cost { get; init; }

    public required TimeSpan Duration { get; init; }

    public required bool Estimated { get; init; }

    public required bool Repaired { get; init; }

    /// <summary>Whether it was to answer the request, and not to judge, to classify or to compare.</summary>
    public bool Answers => Kind is CallKind.Answer or CallKind.Pass or CallKind.Hedge;
}
