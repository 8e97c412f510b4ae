namespace TieredRouting.Evaluation;

/// <summary>Running sums of some requests, with the duration of each for the quantiles. Not thread-safe.</summary>
internal sealed class PartTally
{
    private readonly Tally _tally = new();
    private readonly List<long> _ticks = [];
    private int _released;
    private int _silent;
    private int _violations;
    private int _held;
    private int _asked;
    private Ratio _schemas;
    private Ratio _grounded;
    private Ratio _refusals;

    public int Requests => _tally.Requests;

    public int Asked => _asked;

    public decimal Cost => _tally.Cost;

    public void Add(RequestResult result)
    {
        _tally.Add(result.Correct, result.Cost, result.Escalated);
        _ticks.Add(result.Ticks);
        _released += result.Released ? 1 : 0;
        _silent += result is { Released: true, Correct: false, Escalated: false } ? 1 : 0;
        _violations += result.Unasked || result.Ungated ? 1 : 0;
        _held += result.Outcome == Outcome.HeldForApproval ? 1 : 0;
        _asked += result.Asked ? 1 : 0;
        _schemas = _schemas.Plus(result.SchemaKept, result.SchemaAnswers);
        _grounded = _grounded.Plus(result.Grounded);
        _refusals = _refusals.Plus(result.RefusedRightly);
    }

    public T To<T>()
        where T : PartFigures, new() => new()
    {
        Requests = Requests,
        Released = _released,
        Correct = _tally.Correct,
        Accuracy = _tally.Accuracy,
        Cost = Cost,
        CostPerSuccess = _tally.CostPerSuccess,
        Escalated = _tally.Escalated,
        EscalationRate = _tally.EscalationRate,
        SilentFailures = _silent,
        SilentFailureRate = Tally.Share(_silent, _released),
        PolicyViolations = _violations,
        HeldForApproval = _held,
        Approval = Tally.Share(_asked, Requests),
        SchemaValidity = _schemas.Share,
        Groundedness = _grounded.Share,
        RefusalCorrectness = _refusals.Share,
        LatencyMs = Latency(),
    };

    private LatencyFigures Latency()
    {
        _ticks.Sort();
        return new LatencyFigures { P50 = Quantile(50), P95 = Quantile(95) };
    }

    /// <summary>The nearest rank: the smallest duration that so many of a hundred requests did not exceed.</summary>
    private double Quantile(long percent) =>
        _ticks.Count == 0 ? 0 : TimeSpan.FromTicks(_ticks[(int)((percent * _ticks.Count + 99) / 100) - 1]).TotalMilliseconds;
}
