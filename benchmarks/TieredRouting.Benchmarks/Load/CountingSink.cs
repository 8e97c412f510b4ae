namespace TieredRouting.Benchmarks.Load;

/// <summary>Counts what records say, and keeps none of them.</summary>
internal sealed class CountingSink : IAuditSink
{
    private readonly Lock _gate = new();
    private readonly long[] _outcomes = new long[Enum.GetValues<Outcome>().Length];

    public long Records { get; private set; }

    public long Attempts { get; private set; }

    public int MaxAttempts { get; private set; }

    public decimal Spent { get; private set; }

    public IEnumerable<(Outcome Outcome, long Count)> Outcomes => Enum.GetValues<Outcome>().Select(outcome => (outcome, _outcomes[(int)outcome]));

    public ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            Records++;
            Attempts += record.Route.Attempts.Count;
            MaxAttempts = Math.Max(MaxAttempts, record.Route.Attempts.Count);
            Spent += record.Route.Attempts.Sum(attempt => attempt.Cost);
            _outcomes[(int)record.Route.Outcome]++;
        }

        return ValueTask.CompletedTask;
    }
}
