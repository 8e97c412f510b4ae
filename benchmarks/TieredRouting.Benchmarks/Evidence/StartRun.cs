using System.Globalization;
using TieredRouting.Configuration;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>
/// One stream of requests, drawn with replacement from every cohort in turn: each is decided before anything of it is known, and then the ledger learns what came of it. What is summed up is what the
/// chosen tier comes to on average, so that luck with single answers is in what is learnt and not in what is reported.
/// </summary>
internal sealed class StartRun(StartedRecordings recorded, decimal failure, int seed)
{
    private const int Learning = 500;
    private const int Requests = 1_000;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RoutingLedger _ledger = new(new LedgerOptions { Window = null });
    private readonly Random _random = new(seed);

    public StartSum Early { get; } = new();

    public StartSum Later { get; } = new();

    public Dictionary<string, StartSum> ByCohort { get; } = recorded.Cohorts.ToDictionary(cohort => cohort, _ => new StartSum(), StringComparer.Ordinal);

    public StartRun Run()
    {
        var model = recorded.Model(failure);
        for (var request = 0; request < Requests; request++)
        {
            foreach (var cohort in recorded.Cohorts)
                Ask(model, cohort, request);
        }

        return this;
    }

    private void Ask(RoutingModel model, string cohort, int request)
    {
        var policy = model.Contracts[recorded.Set.Contract].Routed.Policy;
        var history = new LedgerHistory(_ledger, model.Ladder).Of(policy.Contract, cohort);
        var signals = new SignalSet(history is null ? Signal.Unavailable(SignalNames.CohortHistory, "nothing is known") : Signal.OfParts(SignalNames.CohortHistory, history));
        var tier = model.Policy.Decide(policy, signals).Tier!;
        var id = string.Create(CultureInfo.InvariantCulture, $"{cohort}-{request}");
        foreach (var line in recorded.Draw(cohort, tier, _random.NextDouble()).Lines(recorded.Set.Contract, tier, model.Ladder.Small.Name, id, Start.AddMinutes(request)))
            _ledger.Add(line);
        var mean = recorded.Mean(cohort, tier, failure);
        (request < Learning ? Early : Later).Add(mean);
        if (request >= Learning)
            ByCohort[cohort].Add(mean);
    }
}
