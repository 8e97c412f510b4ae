using BenchmarkDotNet.Attributes;
using TieredRouting.Benchmarks.Audit;
using TieredRouting.Tiers;

namespace TieredRouting.Benchmarks.Money;

/// <summary>What the ledger costs: a client call with one model call that is added, and what a contract reads that starts by expected cost.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class LedgerBenchmarks
{
    private const int Routes = 40_000;

    private readonly RoutingLedger _ledger = new();
    private AuditRecord[] _records = null!;
    private LedgerHistory _history = null!;
    private Contract _contract = null!;
    private int _next;

    [Params(100, 10_000)]
    public int Cohorts { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var call = await RecordedCall.MakeAsync();
        // As the router has it: a call's id and its route's are one string. What the benchmark alone would fetch from memory for each call is kept small.
        RequestFacts[] facts = [.. Enumerable.Range(0, Cohorts).Select(cohort => new RequestFacts { Cohort = $"c{cohort}" })];
        _records = [.. Enumerable.Range(0, Routes).Select(i => $"r{i}").Select((id, i) => call with { Id = id, Route = call.Route with { Id = id }, Facts = facts[i % Cohorts] })];
        foreach (var record in _records)
            _ledger.Add(record);
        _contract = new Contract("lead-extraction", new ContractOptions { Start = StartMode.ExpectedCost });
        _history = new LedgerHistory(_ledger, new TierLadder([.. ((string[])["nano", "mini", "full"]).Select((name, index) => new Tier(name, index, []))], "USD"));
    }

    /// <summary>The routes are more than the ledger remembers, so each is a new one again.</summary>
    [Benchmark(Description = "Add a client call with one attempt")]
    public void Add() => _ledger.Add(_records[_next++ % Routes]);

    [Benchmark(Description = "Read a cohort's history")]
    public object? Read() => _history.Of(_contract, "c7");
}
