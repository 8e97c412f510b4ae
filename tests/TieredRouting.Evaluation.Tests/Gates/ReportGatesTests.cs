using System.Text.Json;

namespace TieredRouting.Evaluation.Tests.Gates;

public sealed class ReportGatesTests : IDisposable
{
    private readonly Folder _folder = new();

    [Theory]
    [InlineData("""{"accuracy":{"atLeast":0.95}}""")]
    [InlineData("""{"accuracy":{"atMost":0.95}}""")]
    [InlineData("""{"costPerSuccess":{"atMost":0.004},"T2.approval":{"atLeast":1.0},"policyViolations":{"atMost":0}}""")]
    [InlineData("""{"latencyMs.p95":{"atMost":900,"atLeast":1}}""")]
    [InlineData("""{"byCohort":{"accuracy":{"atLeast":0.9},"costPerSuccess":{"atMost":1}}}""")]
    public void Gates_that_hold_say_nothing(string gates) => Check(gates).Should().BeEmpty();

    [Theory]
    [InlineData("""{"accuracy":{"atLeast":0.951}}""", "accuracy: is 0.95; wanted at least 0.951")]
    [InlineData("""{"silentFailureRate":{"atMost":0.02}}""", "silentFailureRate: is 0.05; wanted at most 0.02")]
    [InlineData("""{"T2.approval":{"atLeast":1.1}}""", "T2.approval: is 1; wanted at least 1.1")]
    [InlineData("""{"byCohort":{"accuracy":{"atLeast":0.95}}}""", "byCohort.accuracy of 'de': is 0.9; wanted at least 0.95")]
    [InlineData("""{"latencyMs.p50":{"atLeast":1,"atMost":2}}""", "latencyMs.p50: is 500; wanted at least 1 and at most 2")]
    public void A_gate_that_fails_names_itself(string gates, string breach) => Check(gates).Should().Equal(breach);

    [Fact]
    public void Nothing_per_success_is_no_price_that_anybody_keeps() =>
        Check("""{"costPerSuccess":{"atMost":1}}""", Report with { Correct = 0, CostPerSuccess = null }).Should().Equal("costPerSuccess: nothing succeeded; wanted at most 1");

    [Theory]
    [InlineData("""{"T2.approval":{"atLeast":1.0}}""", "T2.approval: holds, but about no request: no request is risk work (T2); wanted at least 1")]
    [InlineData("""{"T2.approval":{"atMost":0.5}}""", "T2.approval: holds, but about no request: no request is risk work (T2); wanted at most 0.5")]
    [InlineData("""{"byCohort":{"accuracy":{"atLeast":0.9},"costPerSuccess":{"atMost":1}}}""", "byCohort.accuracy: holds, but about no request: no request states a cohort; wanted at least 0.9", "byCohort.costPerSuccess: holds, but about no request: no request states a cohort; wanted at most 1")]
    [InlineData("""{"silentFailureRate":{"atMost":0.5}}""", "silentFailureRate: holds, but about no request: nothing was released; wanted at most 0.5")]
    public void A_gate_about_requests_that_are_not_there_holds_and_says_so(string gates, params string[] notes)
    {
        var read = ReportGates.Read(_folder.File("gates.json", gates));
        var result = new EvaluationResult(Of(0, 5), ApprovalOfRiskWork: null, [], []);

        read.Check(result).Should().BeEmpty();
        read.Notes(result).Should().Equal(notes);
        read.Judge(result).Should().OnlyContain(verdict => verdict.Holds && verdict.Value == null && verdict.Note!.StartsWith("holds, but about no request: "));
    }

    [Theory]
    [InlineData("""{"schemaValidity":{"atLeast":0.9}}""", "schemaValidity: is 0.8; wanted at least 0.9")]
    [InlineData("""{"groundedness":{"atLeast":0.9}}""", "groundedness: is 0.7; wanted at least 0.9")]
    [InlineData("""{"refusalCorrectness":{"atLeast":0.9}}""", "refusalCorrectness: is 0.6; wanted at least 0.9")]
    [InlineData("""{"approval":{"atLeast":0.9}}""", "approval: is 0.5; wanted at least 0.9")]
    [InlineData("""{"T0.accuracy":{"atLeast":0.9}}""", "T0.accuracy: is 0.4; wanted at least 0.9")]
    [InlineData("""{"T0.latencyMs.p95":{"atMost":9}}""", "T0.latencyMs.p95: is 10; wanted at most 9")]
    [InlineData("""{"T0.costPerSuccess":{"atMost":9}}""", "T0.costPerSuccess: nothing succeeded; wanted at most 9")]
    [InlineData("""{"byContract":{"schemaValidity":{"atLeast":0.9}}}""", "byContract.schemaValidity of 'number': is 0.3; wanted at least 0.9")]
    [InlineData("""{"byCohort":{"latencyMs.p95":{"atMost":1}}}""", "byCohort.latencyMs.p95 of 'de': is 2; wanted at most 1")]
    public void What_answers_refusals_classes_and_contracts_keep_to_is_gated(string gates, string breach) => Check(gates, Behaved).Should().Equal(breach);

    [Theory]
    [InlineData("""{"T1.accuracy":{"atLeast":0.9}}""", "T1.accuracy: holds, but about no request: no request is of the class T1; wanted at least 0.9")]
    [InlineData("""{"T1.costPerSuccess":{"atMost":0.9}}""", "T1.costPerSuccess: holds, but about no request: no request is of the class T1; wanted at most 0.9")]
    [InlineData("""{"T0.groundedness":{"atLeast":0.9}}""", "T0.groundedness: holds, but about no request: the gate 'groundedness' judged no answer; wanted at least 0.9")]
    [InlineData("""{"byContract":{"refusalCorrectness":{"atLeast":0.9}}}""", "byContract.refusalCorrectness of 'number': holds, but about no request: no request is labelled with whether it is to be refused; wanted at least 0.9")]
    public void What_nothing_is_known_of_holds_and_says_so(string gates, string note) =>
        ReportGates.Read(_folder.File("gates.json", gates)).Notes(Result(Behaved)).Should().Equal(note);

    [Fact]
    public void A_build_fails_with_every_gate_that_does_not_hold()
    {
        var gates = ReportGates.Read(_folder.File("gates.json", """{"accuracy":{"atLeast":0.951},"released":{"atLeast":1},"byCohort":{"accuracy":{"atLeast":0.95}}}"""));

        var ensure = () => gates.EnsureHold(Result(Report));

        var failed = ensure.Should().Throw<GatesFailedException>().Which;
        failed.Message.Should().Be("2 of 4 gates do not hold:\n- accuracy: is 0.95; wanted at least 0.951\n- byCohort.accuracy of 'de': is 0.9; wanted at least 0.95");
        failed.Failed.Select(verdict => verdict.Gate).Should().Equal("accuracy", "byCohort.accuracy");
    }

    [Fact]
    public void A_build_goes_on_where_all_gates_hold()
    {
        var ensure = () => ReportGates.Read(_folder.File("gates.json", """{"accuracy":{"atLeast":0.95},"T1.accuracy":{"atLeast":1}}""")).EnsureHold(Result(Report));

        ensure.Should().NotThrow();
    }

    [Fact]
    public void A_cohort_where_nothing_succeeded_keeps_no_price() =>
        Check("""{"byCohort":{"costPerSuccess":{"atMost":1}}}""", Report with { ByCohort = new Dictionary<string, PartFigures> { ["at"] = new() { Requests = 1, Cost = 1 } } })
            .Should().Equal("byCohort.costPerSuccess of 'at': nothing succeeded; wanted at most 1");

    [Fact]
    public void Every_gate_gets_a_verdict_in_the_order_of_the_file()
    {
        var verdicts = ReportGates.Read(_folder.File("gates.json", """{"byCohort":{"accuracy":{"atLeast":0.95}},"T2.approval":{"atLeast":1},"costPerSuccess":{"atMost":0.001}}""")).Judge(Result(Report));

        verdicts.Should().Equal(
            new ReportVerdict { Gate = "T2.approval", Holds = true, Value = 1, Wanted = "at least 1" },
            new ReportVerdict { Gate = "costPerSuccess", Holds = false, Value = 0.004, Wanted = "at most 0.001" },
            new ReportVerdict { Gate = "byCohort.accuracy", Cohort = "at", Holds = true, Value = 1, Wanted = "at least 0.95" },
            new ReportVerdict { Gate = "byCohort.accuracy", Cohort = "de", Holds = false, Value = 0.9, Wanted = "at least 0.95" });
    }

    [Theory]
    [InlineData("{}", "gates.json: holds no gate, and would always hold; known: byCohort, byContract, baseline, *accuracy*")]
    [InlineData("""{"byCohort":{}}""", "gates.json: byCohort holds no gate, and would always hold; known: *accuracy*")]
    [InlineData("""{"accuracy":{"atLeast":1},"byCohort":{}}""", "gates.json: byCohort holds no gate, *")]
    [InlineData("""{"acuracy":{"atLeast":1}}""", "gates.json: acuracy is no figure of a report; known: *accuracy*")]
    [InlineData("""{"accuracy":{"atleast":1}}""", "gates.json: accuracy.atleast is not known; *")]
    [InlineData("""{"accuracy":{}}""", "gates.json: accuracy needs 'atLeast' or 'atMost'")]
    [InlineData("""{"accuracy":{"atLeast":"1"}}""", "gates.json: accuracy.atLeast must be a number")]
    [InlineData("""{"accuracy":{"atLeast":1e999}}""", "gates.json: accuracy.atLeast must be a number")]
    [InlineData("""{"accuracy":0.9}""", "gates.json: accuracy must be an object")]
    [InlineData("""{"byCohort":{"attempts":{"atLeast":1}}}""", "gates.json: byCohort.attempts is no figure of a report; *")]
    [InlineData("""{"baseline":{"maxRegression":0.1}}""", "gates.json: baseline.report is required")]
    [InlineData("""{"baseline":{"report":"nobody.json"}}""", "nobody.json: is not there; it is the earlier report that gates.json compares with (--json writes one)")]
    [InlineData("""{"baseline":{"report":"gates.json"}}""", "gates.json: is no report of an evaluation")]
    [InlineData("""{"baseline":{"report":"x","confidence":95}}""", "gates.json: baseline.confidence must lie between 0 and 1")]
    [InlineData("""{"accuracy":{"atLeast":1},"accuracy":{"atLeast":0}}""", "gates.json: names something twice")]
    [InlineData("[]", "gates.json: holds no object")]
    [InlineData("{", "gates.json(*): is not JSON*")]
    public void What_is_not_known_is_refused(string gates, string error)
    {
        var read = () => ReportGates.Read(_folder.File("gates.json", gates));

        read.Should().Throw<InputException>().WithMessage(error);
    }

    [Theory]
    [InlineData(960, 1000, 930, 1000, true)]
    [InlineData(960, 1000, 945, 1000, false)]
    [InlineData(96, 100, 93, 100, false)]
    [InlineData(930, 1000, 960, 1000, false)]
    public void A_fall_counts_when_it_is_larger_than_allowed_and_no_accident(int before, int beforeOf, int now, int nowOf, bool fails)
    {
        _folder.File("main.json", JsonSerializer.Serialize(Of(before, beforeOf), EvalReportJsonContext.Default.EvalReport));

        var breaches = Check("""{"baseline":{"report":"main.json","maxRegression":0.02,"confidence":0.95}}""", Of(now, nowOf));

        if (fails)
            breaches.Should().ContainSingle().Which.Should().Match("baseline: accuracy fell from 0.96 (main.json) to 0.93 (one-sided Fisher p = 0.00*); wanted at most 0.02 below 0.96, at confidence 0.95");
        else
            breaches.Should().BeEmpty();
    }

    [Fact]
    public void A_fall_that_may_be_an_accident_is_noted()
    {
        _folder.File("main.json", JsonSerializer.Serialize(Of(96, 100), EvalReportJsonContext.Default.EvalReport));
        var gates = ReportGates.Read(_folder.File("gates.json", """{"baseline":{"report":"main.json","maxRegression":0.02}}"""));

        gates.Notes(Result(Of(93, 100))).Should().ContainSingle().Which.Should().StartWith("baseline: holds, though accuracy fell from 0.96 (main.json) to 0.93 ").And.Contain("by accident");
        gates.Notes(Result(Of(95, 100))).Should().BeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private static EvalReport Behaved { get; } = new()
    {
        Requests = 10,
        SchemaValidity = 0.8,
        Groundedness = 0.7,
        RefusalCorrectness = 0.6,
        Approval = 0.5,
        ByClass = new Dictionary<string, ClassFigures> { ["T0"] = new() { Requests = 10, Accuracy = 0.4, LatencyMs = new LatencyFigures { P95 = 10 } }, ["T1"] = new() },
        ByContract = new Dictionary<string, PartFigures> { ["number"] = new() { Requests = 10, SchemaValidity = 0.3 } },
        ByCohort = new Dictionary<string, PartFigures> { ["de"] = new() { Requests = 10, LatencyMs = new LatencyFigures { P95 = 2 } } },
    };

    private static EvalReport Report { get; } = new()
    {
        Requests = 100,
        Correct = 95,
        Accuracy = 0.95,
        Released = 100,
        SilentFailureRate = 0.05,
        CostPerSuccess = 0.004m,
        LatencyMs = new LatencyFigures { P50 = 500, P95 = 900 },
        ByCohort = new Dictionary<string, PartFigures>
        {
            ["at"] = new() { Requests = 50, Accuracy = 1, CostPerSuccess = 0.1m },
            ["de"] = new() { Requests = 50, Accuracy = 0.9, CostPerSuccess = 0.2m },
        },
    };

    private static EvalReport Of(int correct, int requests) => new() { Requests = requests, Correct = correct, Accuracy = (double)correct / requests };

    private static EvaluationResult Result(EvalReport report) => new(report, ApprovalOfRiskWork: 1, [], []);

    private IReadOnlyList<string> Check(string gates, EvalReport? report = null) =>
        ReportGates.Read(_folder.File("gates.json", gates)).Check(Result(report ?? Report));
}
