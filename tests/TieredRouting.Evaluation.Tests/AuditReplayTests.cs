using System.Globalization;
using TieredRouting.Evaluation.Tests.AuditReplay;

namespace TieredRouting.Evaluation.Tests;

public sealed class AuditReplayTests : IDisposable
{
    private const string Long = """ "length":{"value":{"tokens":900,"characters":3600,"exact":false},"available":true,"evidence":[]} """;

    private readonly Folder _folder = new();

    [Fact]
    public async Task Nothing_changes_under_the_configuration_that_decided()
    {
        var report = await Replay(Lines.Routing(), Lines.Record("1"), Lines.Record("2", cost: 0.3m), Lines.Feedback("1", "corrected"));

        report.Should().BeEquivalentTo(new { Requests = 2, Changed = 0, Events = 1, Unusable = 0, EstimatedCost = new { Now = 0.4m, Candidate = 0.4m, Interval = (EstimateInterval?)null } });
        report.Tier.Should().BeEmpty();
        report.Uncovered.Should().BeEmpty();
        report.Notes.Should().BeEmpty();
        report.EstimatedFailures.Now.Should().Be(1);
    }

    [Fact]
    public async Task Says_which_tiers_floors_classes_lanes_approvals_and_gates_change_by_contract_and_cohort()
    {
        var more = """ , "rules": [ { "name": "long", "when": { "length": { "atLeast": 500 } }, "require": { "tier": "full", "class": "T2", "lane": "sensitive", "gates": [ "pii-leak" ] } } ] """;

        var report = await Replay(Lines.Routing("nano", more), Lines.Record("short"), Lines.Record("long", signals: Long, cohort: "b"), Lines.Record("there", "full", floor: "full", cohort: "b", more: """ "requiresApproval":true,"requiredGates":["forbidden-advice"], """));

        report.Changed.Should().Be(2);
        report.Tier.Should().Equal(new Dictionary<string, int> { ["nano→full"] = 1, ["full→nano"] = 1 });
        report.Floor.Should().Equal(new Dictionary<string, int> { ["nano→full"] = 1, ["full→nano"] = 1 });
        report.Class.Should().Equal(new Dictionary<string, int> { ["T0→T2"] = 1 });
        report.Lane.Should().Equal(new Dictionary<string, int> { ["standard→sensitive"] = 1 });
        report.Approval.Should().Be(new ReplayShift(1, 1));
        report.Gates.Added.Should().Equal(new Dictionary<string, int> { ["pii-leak"] = 1 });
        report.Gates.Removed.Should().Equal(new Dictionary<string, int> { ["forbidden-advice"] = 1 });
        report.ByContract["faq"].ByCohort!["a"].Changed.Should().Be(0);
        report.ByContract["faq"].ByCohort!["b"].Should().BeEquivalentTo(new { Requests = 2, Changed = 2, Approval = new ReplayShift(1, 1) });
    }

    [Fact]
    public async Task A_request_that_moves_costs_the_mean_of_those_that_started_there_with_an_interval()
    {
        // 40 on mini of the same cohort cost 1 or 3 each; two of another cohort say nothing.
        var there = Enumerable.Range(0, 40).Select(index => Lines.Record(Id("m", index), "mini", 1 + (2 * (index % 2)), more: """ "requiresApproval":false,"requiredGates":[], """));
        var report = await Replay(
            Lines.Routing("mini"),
            [.. there, .. Enumerable.Range(0, 10).Select(index => Lines.Record(Id("n", index), cost: 0.1m)), Lines.Record("x", "mini", 100, cohort: "b"), Lines.Record("y", "mini", 100, cohort: "b")]);

        report.Tier.Should().Equal(new Dictionary<string, int> { ["nano→mini"] = 10 });
        report.EstimatedCost.Now.Should().Be(281m);
        report.EstimatedCost.Candidate.Should().Be(300m);
        report.EstimatedCost.Thin.Should().Be(0);
        // The sum of 10, each with the variance 40/39, and of a mean of 40 that is off for all ten alike.
        var margin = 1.959964 * Math.Sqrt(40.0 / 39 * ((100.0 / 40) + 10));
        ((double)report.EstimatedCost.Interval!.Low).Should().BeApproximately(300 - margin, 1e-6);
        ((double)report.EstimatedCost.Interval.High).Should().BeApproximately(300 + margin, 1e-6);
    }

    [Fact]
    public async Task Failures_are_estimated_from_what_became_of_those_that_started_there()
    {
        string[] lines =
        [
            .. Enumerable.Range(0, 40).Select(index => Lines.Record(Id("m", index), "mini")),
            .. Enumerable.Range(0, 40).Select(index => Lines.Record(Id("n", index))),
            .. Enumerable.Range(0, 20).Select(index => Lines.Feedback(Id("n", index), "corrected")),
            .. Enumerable.Range(0, 4).Select(index => Lines.Feedback(Id("m", index), "reAsked")),
        ];

        var report = await Replay(Lines.Routing("mini"), lines);

        report.EstimatedFailures.Now.Should().Be(24);
        report.EstimatedFailures.Candidate.Should().Be(8);
        report.EstimatedFailures.Interval!.Low.Should().BeLessThan(8);
        report.EstimatedFailures.Interval.High.Should().BeInRange(10, 30);
    }

    [Fact]
    public async Task Failures_of_what_no_evidence_covers_are_left_out_of_the_candidate_too()
    {
        string[] covered = [Lines.Record("m", "mini"), Lines.Record("n"), Lines.Feedback("n", "corrected")];
        string[] lost = [Lines.Record("x", cohort: "b"), Lines.Record("y", cohort: "b"), Lines.Feedback("y", "corrected")];

        var both = (await Replay(Lines.Routing("mini"), [.. covered, .. lost])).EstimatedFailures;
        var neither = (await Replay(Lines.Routing("mini"), lost)).EstimatedFailures;

        both.Should().BeEquivalentTo(new { Now = 2, Candidate = 0m, UncoveredNow = 1m });
        neither.Should().BeEquivalentTo(new { Now = 1, Candidate = (decimal?)null, UncoveredNow = 1m, Interval = (EstimateInterval?)null });
    }

    [Fact]
    public async Task What_no_evidence_covers_is_named_and_left_out_of_the_estimate()
    {
        var report = await Replay(Lines.Routing("mini"), Lines.Record("1"), Lines.Record("2", cost: 0.2m, cohort: "b"), Lines.Record("3", "mini", 0.5m), Lines.Record("4", contract: "gone"));

        report.Uncovered.Should().Equal("2", "4");
        report.MissingContracts.Should().Equal(new Dictionary<string, int> { ["gone"] = 1 });
        report.EstimatedCost.Should().BeEquivalentTo(new { Now = 0.9m, Candidate = 1.0m, UncoveredNow = 0.3m, Thin = 1, Interval = (EstimateInterval?)null });
        report.ByContract["faq"].Uncovered.Should().Be(1);
        report.Requests.Should().Be(4);
        report.Changed.Should().Be(2);
    }

    [Fact]
    public async Task Where_nothing_is_covered_there_is_no_estimate() =>
        (await Replay(Lines.Routing("mini"), Lines.Record("1"))).EstimatedCost.Should().BeEquivalentTo(new { Now = 0.1m, Candidate = (decimal?)null, UncoveredNow = 0.1m });

    [Fact]
    public async Task A_request_that_nobody_was_asked_for_costs_nothing_on_another_tier_either()
    {
        var report = await Replay(Lines.Routing("mini"), Lines.Record("capped", cost: 0, asked: false, outcome: "failedClosed"), Lines.Record("2", "mini"));

        report.Tier.Should().Equal(new Dictionary<string, int> { ["nano→mini"] = 1 });
        report.Uncovered.Should().BeEmpty();
        report.EstimatedCost.Candidate.Should().Be(0.1m);
    }

    [Fact]
    public async Task A_request_for_which_there_was_no_tier_gets_one_and_one_that_loses_its_tier_costs_nothing()
    {
        var found = await Replay(Lines.Routing(), Lines.Record("1", "none", 0, asked: false, outcome: "failedClosed"), Lines.Record("2", cost: 0.3m));
        var lost = await Replay(Lines.Routing("nano", """ , "residency": [ "eu" ] """), Lines.Record("1"));

        found.Tier.Should().Equal(new Dictionary<string, int> { ["none→nano"] = 1 });
        found.EstimatedCost.Candidate.Should().Be(0.6m);
        found.EstimatedFailures.Candidate.Should().Be(0);
        lost.Tier.Should().Equal(new Dictionary<string, int> { ["nano→none"] = 1 });
        lost.EstimatedCost.Candidate.Should().Be(0);
        lost.EstimatedFailures.Candidate.Should().Be(1);
    }

    [Fact]
    public async Task Controls_that_people_held_then_hold_again_and_those_of_the_candidate_hold_too()
    {
        const string Raised = """ "requiresApproval":false,"requiredGates":[],"controls":[{"name":"night","reason":"quiet","minimumTier":"mini"}], """;

        (await Replay(Lines.Routing(), Lines.Record("1", "mini", more: Raised))).Changed.Should().Be(0);
        (await Replay(Lines.Routing("nano", others: """ , "controls": { "minimumTier": "full" } """), Lines.Record("1", "mini", more: Raised))).Tier.Should().ContainKey("mini→full");
        (await Replay(Lines.Routing("nano", others: """ , "controls": { "switches": { "past": { "reason": "x", "minimumTier": "full", "until": "2026-01-01T00:00:00Z" } } } """), Lines.Record("1"))).Changed.Should().Be(0);
    }

    [Fact]
    public async Task Money_that_was_nearly_spent_is_so_again_where_the_candidate_has_that_budget()
    {
        const string Tight = """ "requiresApproval":false,"requiredGates":[],"degradedBy":"month", """;

        (await Replay(Lines.Routing("full", others: """ , "budgets": [ { "name": "month", "amount": 10, "degradeAt": 0.8 } ] """), Lines.Record("1", more: Tight))).Changed.Should().Be(0);
        (await Replay(Lines.Routing("full"), Lines.Record("1", more: Tight))).Tier.Should().ContainKey("nano→full");
    }

    [Fact]
    public async Task A_record_that_does_not_say_what_was_required_is_read_from_its_reasons_and_its_gates()
    {
        var approval = """{"rule":"class-T2","signal":null,"requires":"tier mini, approval","because":"x"}""";

        var report = await Replay(Lines.Routing("nano", """ , "approval": "always", "gates": [ "pii-leak" ] """), Lines.Record("1", more: string.Empty, reasons: approval), Lines.Record("2", more: string.Empty));

        report.Approval.Should().Be(new ReplayShift(1, 0));
        report.Gates.Added.Should().BeEmpty();
        report.Notes.Should().ContainSingle().Which.Should().StartWith("2 records do not say which gates were required");
    }

    [Fact]
    public async Task Rules_on_record_that_the_candidate_does_not_have_are_named()
    {
        var report = await Replay(Lines.Routing(), Lines.Record("1", reasons: """{"rule":"ours","signal":null,"requires":"class T1","because":"x"},{"rule":"start","signal":null,"requires":"start nano","because":"y"}"""));

        report.MissingRules.Should().Equal(new Dictionary<string, int> { ["ours"] = 1 });
        report.Notes.Should().ContainSingle().Which.Should().Contain("ours (1)");
    }

    [Fact]
    public async Task Rules_of_the_application_are_replayed_with_the_library()
    {
        var routing = Lines.Routing();

        var report = await Replay(it =>
        {
            routing(it);
            it.AddRule("ours", context => context.Signals["length"]?.Number() > 500 ? new Requirement("long") { MinimumTier = "full" } : null);
        }, Lines.Record("1", signals: Long), Lines.Record("2"));

        report.Tier.Should().Equal(new Dictionary<string, int> { ["nano→full"] = 1 });
    }

    [Fact]
    public async Task A_contract_that_was_chosen_for_nobody_is_decided_as_it_was() =>
        (await Replay(Lines.Routing(), Lines.Record("1", "none", 0, contract: "auto", asked: false, outcome: "failedClosed"))).Should().BeEquivalentTo(new { Changed = 0, Uncovered = Array.Empty<string>() });

    [Fact]
    public async Task Costs_in_several_currencies_are_not_added_up()
    {
        var report = await Replay(Lines.Routing(), Lines.Record("1"), Lines.Record("2", currency: "EUR"));

        report.EstimatedCost.Should().BeEquivalentTo(new { Now = (decimal?)null, Candidate = (decimal?)null });
        report.Notes.Should().ContainSingle().Which.Should().Contain("EUR, USD");
    }

    [Fact]
    public async Task Lines_that_cannot_be_used_are_named_with_their_property_and_the_others_are_replayed()
    {
        var report = await Replay(
            Lines.Routing(),
            Lines.Record("1"),
            "{",
            Lines.Record("2").Replace("\"v\":1", "\"v\":2"),
            Lines.Record("3", cost: -1),
            Lines.Record("4", signals: """ "length":{"value":[],"available":true} """),
            Lines.Record("5", signals: """ "toolRisk":{"value":{"send":7},"available":true} """),
            Lines.Record("1"),
            Lines.Record("6").Replace("\"tier\":\"nano\",\"lane\"", "\"tier\":7,\"lane\""),
            string.Empty,
            "\uFFFD",
            Lines.Record("7"),
            "{\"v\":1,\"id\":\"torn");

        report.Requests.Should().Be(2);
        report.Errors.Should().Equal(
            "audit.jsonl(2): is no audit record",
            "audit.jsonl(3): it is of version 2 of the audit record, and this library reads version 1",
            "audit.jsonl(4): is no audit record (attempts.cost)",
            "audit.jsonl(5): is no audit record (signals.length.value)",
            "audit.jsonl(6): is no audit record (signals.toolRisk.value)",
            "audit.jsonl(7): repeats the id of an earlier record (id)",
            "audit.jsonl(8): is no audit record (tier)",
            "audit.jsonl(10): is no audit record",
            "audit.jsonl(12): is cut off: the line has no end");
        report.Unusable.Should().Be(9);
    }

    [Fact]
    public async Task Reads_packed_files_and_those_a_file_was_rolled_into()
    {
        _folder.Packed("audit.000001.jsonl.gz", Lines.Record("1"));
        _folder.File("audit.000002.jsonl", Lines.Record("2"));

        (await Replay(Lines.Routing(), Lines.Record("3"))).Requests.Should().Be(3);
        (await new Evaluation.AuditReplay(Lines.Routing()).RunAsync(_folder["audit.000001.jsonl.gz"], CancellationToken.None)).Requests.Should().Be(1);
    }

    [Fact]
    public async Task A_file_that_is_not_there_or_holds_no_request_is_an_error()
    {
        var replay = new Evaluation.AuditReplay(Lines.Routing());

        (await replay.Invoking(it => it.RunAsync(_folder["none.jsonl"], CancellationToken.None)).Should().ThrowAsync<InputException>()).WithMessage("none.jsonl: is not there");
        (await replay.Invoking(it => it.RunAsync(_folder.File("empty.jsonl"), CancellationToken.None)).Should().ThrowAsync<InputException>()).WithMessage("empty.jsonl: holds no record of a request");
    }

    [Fact]
    public async Task Cohorts_are_bounded_and_the_rest_share_a_name()
    {
        var report = await Replay(Lines.Routing(), [.. Enumerable.Range(0, 10_050).Select(index => Lines.Record(Id("r", index), cohort: Id("c", index)))]);

        report.ByContract["faq"].ByCohort!.Should().HaveCount(10_001);
        report.ByContract["faq"].ByCohort!["other"].Requests.Should().Be(50);
    }

    public void Dispose() => _folder.Dispose();

    private static string Id(string prefix, int index) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{index}");

    private Task<ReplayReport> Replay(Action<TieredRoutingBuilder> candidate, params IReadOnlyList<string> lines)
    {
        File.WriteAllText(_folder["audit.jsonl"].FullName, string.Join('\n', lines));
        return new Evaluation.AuditReplay(candidate).RunAsync(_folder["audit.jsonl"], CancellationToken.None);
    }
}
