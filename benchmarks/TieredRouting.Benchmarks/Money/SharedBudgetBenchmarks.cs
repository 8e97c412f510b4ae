using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Economics;

namespace TieredRouting.Benchmarks.Money;

/// <summary>Thirty-two threads on one budget, each setting money aside and paying, over and over. One operation is one reservation with its settlement: 1 µs is a million a second.</summary>
[MemoryDiagnoser]
[MedianColumn]
public class SharedBudgetBenchmarks
{
    private const int Threads = 32;
    private const int Each = 50_000;

    private readonly BudgetLedger _ledger = new(TimeProvider.System, NullLogger.Instance);
    private BudgetTerms _terms = null!;

    [GlobalSetup]
    public void SetUp() => _terms = _ledger.Open(new Budget("all", 1_000_000_000_000m) { WarnAt = 0.8 });

    [Benchmark(OperationsPerInvoke = Threads * Each, Description = "Reserve and settle, 32 threads")]
    public void ReserveAndSettle()
    {
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(Work)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    private void Work()
    {
        var route = new RouteBudget(limit: null, _ledger, new BudgetShare(_terms, string.Empty));
        for (var i = 0; i < Each; i++)
        {
            if (!route.TryReserve(0.01m))
                throw new InvalidOperationException("The budget must be large enough.");
            route.Settle(0.01m, 0.005m);
        }
    }
}
