using CsCheck;

namespace TieredRouting.Evaluation.Tests.Report;

public sealed class ReportSumsTests
{
    private static readonly string[] Tiers = ["nano", "mini", "full"];

    private static readonly Gen<AttemptOutcome> Attempts =
        from tier in Gen.Int[0, 2]
        from cost in Gen.Int[0, 100_000]
        from trigger in Gen.Enum<Trigger>()
        from rejected in Gen.Bool
        from estimated in Gen.Bool
        select new AttemptOutcome(Tiers[tier], cost / 1_000_000m, rejected ? [trigger] : []) { Estimated = estimated };

    private static readonly Gen<RequestResult> Results =
        from attempts in Attempts.Array[0, 4]
        from outcome in Gen.Enum<Outcome>()
        from right in Gen.Bool
        from escalated in Gen.Bool
        from workClass in Gen.Enum<WorkClass>()
        from cohort in Gen.Int[0, 3]
        from exhausted in Gen.Bool
        from ticks in Gen.Long[0, 1_000_000]
        select new RequestResult
        {
            Id = "x",
            Contract = "c",
            Cohort = cohort == 0 ? null : $"cohort-{cohort}",
            Workflow = cohort == 1 ? "w" : null,
            Class = workClass,
            Outcome = outcome,
            Tier = attempts.Length == 0 ? null : attempts[^1].Tier,
            Correct = right && outcome == Outcome.Released,
            Escalated = escalated,
            Unasked = false,
            Asked = false,
            Ungated = false,
            SchemaAnswers = attempts.Length,
            SchemaKept = attempts.Length / 2,
            Grounded = right ? escalated : null,
            RefusedRightly = escalated ? right : null,
            Exhausted = exhausted,
            Ticks = ticks,
            Attempts = attempts,
        };

    [Fact]
    public void Sums_agree_with_each_other() => Results.Array[0, 60].Sample(results =>
    {
        var report = Summed(results);

        (report.Released + report.HeldForApproval + report.HumanReview + report.FailedClosed + report.Failed + report.Cancelled).Should().Be(report.Requests).And.Be(results.Length);
        report.Cost.Should().Be(results.SelectMany(result => result.Attempts).Sum(attempt => attempt.Cost));
        report.ByTier.Values.Sum(tier => tier.Cost).Should().Be(report.Cost);
        report.ByTier.Values.Sum(tier => tier.Attempts).Should().Be(report.Attempts);
        report.ByClass.Values.Sum(part => part.Requests).Should().Be(report.Requests);
        report.ByContract.Values.Sum(part => part.Requests).Should().Be(report.Requests);
        report.ByClass.Values.Sum(part => part.Cost).Should().Be(report.Cost);
        report.ByClass.Values.Sum(part => part.SilentFailures).Should().Be(report.SilentFailures);
        foreach (var part in report.ByContract.Values)
            (part.LatencyMs, part.SchemaValidity, part.Groundedness).Should().Be((report.LatencyMs, report.SchemaValidity, report.Groundedness));
        report.RefusalCorrectness.Should().Be(results.Where(result => result.Escalated).Select(result => result.RefusedRightly!.Value ? 1.0 : 0.0).DefaultIfEmpty(-1).Average() is >= 0 and var share ? share : null);
        report.ByCohort.Values.Sum(part => part.Requests).Should().Be(results.Count(result => result.Cohort is not null));
        report.Triggers.Where(trigger => trigger.Key != "exhausted").Sum(trigger => trigger.Value).Should().Be(results.SelectMany(result => result.Attempts).SelectMany(attempt => attempt.Triggers).Count(trigger => trigger != Trigger.Exhausted));
        report.Triggers["exhausted"].Should().Be(results.Count(result => result.Exhausted));
        report.EstimatedShare.Should().BeInRange(0, 1);
        report.SilentFailures.Should().BeLessThanOrEqualTo(report.Released - report.Correct);
        report.Correct.Should().BeLessThanOrEqualTo(report.Released);
        (report.CostPerSuccess is null).Should().Be(report.Correct == 0);
    });

    [Fact]
    public void The_order_makes_no_difference() => Results.Array[1, 40].Sample(results =>
        Summed(results.Reverse()).Should().BeEquivalentTo(Summed(results)));

    [Theory]
    [InlineData(1, 10, 10)]
    [InlineData(2, 10, 20)]
    [InlineData(3, 20, 30)]
    [InlineData(20, 100, 190)]
    [InlineData(21, 110, 200)]
    public void Quantiles_are_by_nearest_rank(int requests, double p50, double p95)
    {
        var report = Summed(Enumerable.Range(1, requests).Select(rank => FinishedRequest.In(TimeSpan.FromMilliseconds(10 * rank))));

        report.LatencyMs.Should().Be(new LatencyFigures { P50 = p50, P95 = p95 });
    }

    [Fact]
    public void Nothing_at_all_is_zero_and_not_an_error()
    {
        var report = Summed([]);

        report.Should().BeEquivalentTo(new { Requests = 0, Accuracy = 0.0, SilentFailureRate = 0.0, CostPerSuccess = (decimal?)null });
        report.Baselines.Should().BeEmpty();
    }

    private static EvalReport Summed(IEnumerable<RequestResult> results)
    {
        var sums = new ReportSums(Tiers);
        foreach (var result in results)
            sums.Add(result);
        return sums.ToReport();
    }
}
