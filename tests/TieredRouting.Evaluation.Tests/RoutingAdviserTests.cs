using System.Globalization;
using TieredRouting.Evaluation.Tests.AuditReplay;

namespace TieredRouting.Evaluation.Tests;

public sealed class RoutingAdviserTests : IDisposable
{
    private readonly Folder _folder = new();

    [Fact]
    public async Task A_cohort_that_keeps_its_bar_on_a_cheaper_tier_may_start_there()
    {
        var advice = await Only(Lines.Routing("mini"), [.. Started("nano", 100, 0.1m, wrong: 1), .. Started("mini", 100, 1m, wrong: 0)]);

        advice.Should().BeEquivalentTo(new { Contract = "faq", Cohort = "a", Advice = StartTierAdvice.Lower, From = "mini", To = "nano", Bar = 0.9, Requests = 200, Saved = 90m, MoreSuccesses = -1.0 });
        advice.Tiers["nano"].Should().BeEquivalentTo(new { Requests = 100, Succeeded = 99, CostPerRequest = 0.1m });
        advice.Because.Should().StartWith("nano: 99 of 100 succeeded (94.6 % to 99.8 %), 0.100000 each, which keeps the bar of 90 %");
    }

    [Fact]
    public async Task A_cohort_that_surely_misses_its_bar_starts_higher()
    {
        var advice = await Only(Lines.Routing(), [.. Started("nano", 100, 0.1m, wrong: 40), .. Started("mini", 100, 1m, wrong: 2)]);

        advice.Should().BeEquivalentTo(new { Advice = StartTierAdvice.Raise, To = "mini", Saved = -90m, MoreSuccesses = 38.0 });
    }

    [Fact]
    public async Task Where_nothing_is_known_of_a_higher_tier_it_is_the_safe_side_all_the_same()
    {
        var advice = await Only(Lines.Routing(), Started("nano", 100, 0.1m, wrong: 40));

        advice.Should().BeEquivalentTo(new { Advice = StartTierAdvice.Raise, To = "mini", Saved = (decimal?)null, MoreSuccesses = (double?)null });
        advice.Because.Should().EndWith("too little is known of mini to say what it would bring");
    }

    [Fact]
    public async Task A_higher_tier_that_is_surely_cheaper_for_each_success_is_advised() =>
        (await Only(Lines.Routing(), [.. Started("nano", 200, 2m, wrong: 10), .. Started("mini", 200, 1m, wrong: 4)])).Should().BeEquivalentTo(new { Advice = StartTierAdvice.Raise, To = "mini", Saved = 200m });

    [Theory]
    [InlineData(29, 0)]
    [InlineData(30, 1)]
    public async Task Few_requests_lead_to_no_advice(int onNano, int wrong)
    {
        var advice = await Only(Lines.Routing("mini"), [.. Started("nano", onNano, 0.1m, wrong), .. Started("mini", 100, 1m, wrong: 0)]);

        advice.Advice.Should().Be(StartTierAdvice.Keep);
        advice.To.Should().BeNull();
    }

    [Fact]
    public async Task What_errors_cost_the_contract_is_priced_in()
    {
        string[] lines = [.. Started("nano", 200, 0.1m, wrong: 6), .. Started("mini", 200, 0.3m, wrong: 0)];

        (await Only(Lines.Routing("mini"), lines)).Advice.Should().Be(StartTierAdvice.Lower);
        (await Only(Lines.Routing("mini", """ , "economics": { "userVisibleFailure": 100 } """), lines)).Advice.Should().Be(StartTierAdvice.Keep);
        (await Only(Lines.Routing("nano", """ , "economics": { "userVisibleFailure": 100 } """), lines)).Advice.Should().Be(StartTierAdvice.Raise);
    }

    [Fact]
    public async Task The_contracts_own_bar_and_bounds_hold()
    {
        string[] lines = [.. Started("nano", 200, 0.1m, wrong: 10), .. Started("mini", 200, 1m, wrong: 0)];

        (await Only(Lines.Routing("mini"), lines)).Advice.Should().Be(StartTierAdvice.Lower);
        (await Only(Lines.Routing("mini", """ , "quality": { "minimumScore": 0.97 } """), lines)).Advice.Should().Be(StartTierAdvice.Keep);
        (await Only(Lines.Routing("mini", """ , "minTier": "mini" """), lines)).Advice.Should().Be(StartTierAdvice.Keep);
        (await Only(Lines.Routing("mini", """ , "start": "expectedCost" """), lines)).Should().BeEquivalentTo(new { Advice = StartTierAdvice.Keep, Because = "the contract starts where a success is expected to cost least" });
    }

    [Fact]
    public async Task Requests_that_a_floor_put_on_their_tier_say_nothing_of_the_start()
    {
        var report = await Advise(Lines.Routing(), [.. Started("nano", 100, 0.1m, wrong: 0), .. Enumerable.Range(0, 50).Select(index => Lines.Record(Id("held", index), "mini", 9m, floor: "mini")), Lines.Feedback("held1", "corrected")]);

        report.Should().BeEquivalentTo(new { Requests = 150, HeldByFloors = 50 });
        report.Advice.Should().ContainSingle().Which.Tiers.Should().ContainSingle().Which.Value.Should().BeEquivalentTo(new { Requests = 100, Succeeded = 100 });
    }

    [Fact]
    public async Task The_easiest_cohort_comes_first()
    {
        var report = await Advise(Lines.Routing(), [.. Started("nano", 100, 0.1m, wrong: 20, cohort: "hard"), .. Started("nano", 100, 0.1m, wrong: 0, cohort: "easy"), .. Started("nano", 100, 0.1m, wrong: 5, cohort: null), .. Started("nano", 5, 0.1m, wrong: 0, cohort: "new")]);

        report.Advice.Select(cohort => cohort.Cohort).Should().Equal("easy", null, "hard", "new");
    }

    [Fact]
    public async Task A_line_that_cannot_be_used_is_named_and_a_contract_that_is_not_there_noted()
    {
        var report = await Advise(Lines.Routing(), [.. Started("nano", 40, 0.1m, wrong: 0), "{}", Lines.Record("x", contract: "gone"), Lines.Record("n1")]);

        report.Errors.Should().Equal("audit.jsonl(41): it states no version ('v')", "audit.jsonl(43): repeats the id of an earlier record (id)");
        report.Notes.Should().ContainSingle().Which.Should().EndWith("passed over: gone");
        report.Requests.Should().Be(40);
    }

    public void Dispose() => _folder.Dispose();

    private static string Id(string prefix, int index) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}");

    private static string[] Started(string tier, int count, decimal cost, int wrong, string? cohort = "a")
    {
        var prefix = cohort == "a" ? tier[..1] : $"{tier[..1]}{cohort}-";
        return
        [
            .. Enumerable.Range(0, count).Select(index => Lines.Record(Id(prefix, index), tier, cost, cohort)),
            .. Enumerable.Range(0, wrong).Select(index => Lines.Feedback(Id(prefix, index), "corrected")),
        ];
    }

    private async Task<CohortAdvice> Only(Action<TieredRoutingBuilder> routing, params IReadOnlyList<string> lines) => (await Advise(routing, lines)).Advice.Should().ContainSingle().Subject;

    private Task<AdviceReport> Advise(Action<TieredRoutingBuilder> routing, params IReadOnlyList<string> lines) =>
        new RoutingAdviser(routing).AdviseAsync(_folder.File("audit.jsonl", lines), CancellationToken.None);
}
