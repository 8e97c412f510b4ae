namespace TieredRouting.Tests.Economics;

/// <summary>What keeping the ledger costs: no allocation for a call that is added, and so many bytes for a cohort.</summary>
[Collection(AloneCollection.Name)]
public sealed class LedgerCostTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Adding_a_client_call_allocates_nothing()
    {
        var ledger = new RoutingLedger();
        var records = Enumerable.Range(0, 33_000).Select(i => Record($"c{i % 100}", i)).ToArray();
        foreach (var record in records)
            ledger.Add(record);

        var again = Enumerable.Range(40_000, 1_000).Select(i => Record($"c{i % 100}", i)).ToArray();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var record in again)
            ledger.Add(record);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Ten_thousand_cohorts_on_three_tiers_in_all_steps_of_the_window_stay_under_64_megabytes()
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var ledger = new RoutingLedger();
        var id = 0;
        for (var step = 0; step < 4; step++)
        {
            foreach (var cohort in Enumerable.Range(0, 10_000))
            {
                foreach (var tier in (string[])["nano", "mini", "full"])
                    ledger.Add(Record($"cohort-{cohort}", id++, tier, Start.AddDays(10 * step)));
            }
        }

        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        ledger.Snapshot().Cells.Should().HaveCount(30_000);
        taken.Should().BeLessThan(64_000_000);
        TestContext.Current.TestOutputHelper?.WriteLine($"{taken:N0} bytes");
    }

    private static AuditRecord Record(string cohort, int id, string tier = "nano", DateTimeOffset? time = null) => Given.Record($"{id}") with
    {
        Time = time ?? Start,
        Facts = new RequestFacts { Cohort = cohort },
        Route = Given.Route($"{id}") with
        {
            Decision = Given.Decision() with { Tier = tier },
            Attempts =
            [
                new Attempt { Tier = tier, Endpoint = tier, Verdict = AttemptVerdict.Rejected(Trigger.SchemaFailure), Cost = 0.1m, Usage = new TokenUsage(100, 0, 50, 0) },
                new Attempt { Tier = tier, Endpoint = tier, Verdict = AttemptVerdict.Accepted, Cost = 0.1m, Usage = new TokenUsage(100, 0, 50, 0) },
            ],
            Gates = new Dictionary<string, GateVerdict> { ["pii-leak"] = GateVerdict.Failed },
        },
    };
}
