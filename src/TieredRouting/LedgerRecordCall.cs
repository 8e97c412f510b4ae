using TieredRouting.Economics;

namespace TieredRouting;

/// <summary>A client call for the ledger, as it ends.</summary>
internal readonly struct LedgerRecordCall(AuditRecord record) : ILedgerCall
{
    public LedgerCall Call => new()
    {
        Contract = record.Route.Contract,
        Cohort = record.Facts.Cohort,
        Workflow = record.Facts.Workflow,
        Step = record.Facts.Step,
        Route = record.Route.Id,
        IsFirst = record.Id == record.Route.Id,
        Time = record.Time,
        Start = record.Route.Decision.Tier,
        Floor = LedgerEvents.FloorOf(record.Route.Decision.Class, record.Route.Decision.Floor),
        Class = record.Route.Decision.Class,
        Outcome = record.Route.Outcome,
        Cost = record.Route.Cost,
        Duration = record.Route.Duration,
        GateFailures = FailuresOf(record.Route.Gates),
    };

    public int Attempts => record.Route.Attempts.Count;

    public LedgerAttempt Attempt(int index)
    {
        var attempt = record.Route.Attempts[index];
        return new LedgerAttempt
        {
            Tier = attempt.Tier,
            Kind = attempt.Kind,
            Triggers = TriggersOf(attempt.Verdict.Triggers),
            Usage = attempt.Usage,
            Cost = attempt.Cost,
            Duration = attempt.Duration,
            Estimated = attempt.Estimated,
            Repaired = attempt.Repaired,
        };
    }

    private static int FailuresOf(IReadOnlyDictionary<string, GateVerdict> gates)
    {
        // The router's own are a dictionary, which is walked without an enumerator on the heap.
        if (gates is not Dictionary<string, GateVerdict> own)
            return gates.Values.Count(static verdict => verdict == GateVerdict.Failed);
        var failures = 0;
        foreach (var (_, verdict) in own)
            failures += verdict == GateVerdict.Failed ? 1 : 0;
        return failures;
    }

    private static int TriggersOf(IReadOnlyList<Trigger> triggers)
    {
        var bits = 0;
        for (var i = 0; i < triggers.Count; i++)
            bits |= 1 << (int)triggers[i];
        return bits;
    }
}
