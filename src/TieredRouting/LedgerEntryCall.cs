using TieredRouting.Economics;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>A client call for the ledger, as it is read back. What a file says is bounded before it is added up.</summary>
internal readonly struct LedgerEntryCall(AuditEntry entry) : ILedgerCall
{
    /// <summary>An answer that was refused for reasons that this version does not know was refused all the same.</summary>
    private const int UnknownTrigger = 1 << (int)Trigger.ProviderError;

    private const double LongestMilliseconds = 1e10;
    private const decimal HighestCost = 1e12m;
    private const long MostTokens = 1_000_000_000_000;

    public LedgerCall Call => new()
    {
        Contract = entry.Contract!,
        Cohort = entry.Cohort,
        Workflow = entry.Workflow,
        Step = entry.Step,
        Route = entry.Route!,
        IsFirst = entry.Id is null || entry.Id == entry.Route,
        Time = entry.Time,
        Start = entry.Tier,
        Floor = LedgerEvents.FloorOf(EnumNames.Find<WorkClass>(entry.Class) ?? default, entry.Floor),
        Class = EnumNames.Find<WorkClass>(entry.Class) ?? default,
        Outcome = EnumNames.Find<Outcome>(entry.Outcome),
        Cost = Bounded(entry.Cost),
        Duration = Time(entry.Milliseconds),
        GateFailures = entry.Gates.Values.Count(static verdict => EnumNames.Find<GateVerdict>(verdict) == GateVerdict.Failed),
    };

    public int Attempts => entry.Attempts.Count;

    public LedgerAttempt Attempt(int index)
    {
        var attempt = entry.Attempts[index];
        return new LedgerAttempt
        {
            Tier = attempt.Tier ?? string.Empty,
            Kind = EnumNames.Find<CallKind>(attempt.Kind) ?? default,
            Triggers = attempt.Verdict.Aggregate(0, static (bits, name) => bits | (EnumNames.Find<Trigger>(name) is { } trigger ? 1 << (int)trigger : UnknownTrigger)),
            Usage = attempt.Usage is { } usage ? new TokenUsage(Bounded(usage.Input), Bounded(usage.CachedInput), Bounded(usage.Output), Bounded(usage.Reasoning)) : null,
            Cost = Bounded(attempt.Cost),
            Duration = Time(attempt.Milliseconds),
            Estimated = attempt.Estimated,
            Repaired = attempt.Repaired,
        };
    }

    private static decimal Bounded(decimal cost) => Math.Clamp(cost, 0, HighestCost);

    private static long Bounded(long tokens) => Math.Clamp(tokens, 0, MostTokens);

    private static TimeSpan Time(double milliseconds) =>
        double.IsFinite(milliseconds) ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 0, LongestMilliseconds)) : TimeSpan.Zero;
}
