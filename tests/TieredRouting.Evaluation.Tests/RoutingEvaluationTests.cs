using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation.Tests;

public sealed class RoutingEvaluationTests : IDisposable
{
    private const string Valid = """{"n":1}""";
    private const string Broken = "one";

    private readonly Folder _folder = new();

    private static string[] Mixed { get; } =
    [
        Given.Recording("right", "number", Given.Answer(Valid, latencyMs: 100), Given.Answer(Valid), cohort: "a", workflow: "w"),
        Given.Recording("escalated", "number", Given.Answer(Broken, latencyMs: 200.5), Given.Answer(Valid, latencyMs: 700), cohort: "a"),
        Given.Recording("silent", "number", Given.Answer(Valid, correct: false), Given.Answer(Valid), cohort: "b"),
        Given.Recording("closed", "number", Given.Answer(Broken), Given.Answer(Broken), cohort: "b"),
        Given.Recording("free", "text", Given.Answer("yes"), Given.Answer("yes"), cohort: "b"),
        Given.Recording("held", "risk", Given.Answer("Dear Sir"), Given.Answer("Dear Sir"), cohort: "c"),
    ];

    [Fact]
    public async Task Counts_what_came_of_every_request()
    {
        var result = await Given.Evaluation().ReplayAsync(_folder.File("r.jsonl", Mixed));

        var report = result.Report;
        report.Should().BeEquivalentTo(new
        {
            Requests = 6,
            Released = 4,
            Correct = 3,
            Accuracy = 0.5,
            Attempts = 8,
            Escalated = 2,
            SilentFailures = 1,
            SilentFailureRate = 0.25,
            PolicyViolations = 0,
            HeldForApproval = 1,
            FailedClosed = 1,
            Failed = 0,
            HumanReview = 0,
            Cancelled = 0,
            Cost = 5 * 0.0002m + 3 * 0.002m,
            CostPerSuccess = (decimal?)(5 * 0.0002m + 3 * 0.002m) / 3,
            LatencyMs = new LatencyFigures { P50 = 0, P95 = 900.5 },
        });
        report.Triggers.Where(trigger => trigger.Value > 0).Should().Equal(new Dictionary<string, int> { ["schemaFailure"] = 3, ["exhausted"] = 1 });
        report.EstimatedShare.Should().Be(0);
        report.ByTier["nano"].Should().Be(new TierFigures { Attempts = 5, Released = 3, Cost = 0.001m });
        report.ByTier["full"].Should().Be(new TierFigures { Attempts = 3, Released = 1, Cost = 0.006m });
        report.ByClass["T2"].Should().BeEquivalentTo(new { Requests = 1, Share = 1.0 / 6, HeldForApproval = 1, Approval = 1.0, SchemaValidity = (double?)null });
        report.ByCohort["a"].Should().BeEquivalentTo(new { Requests = 2, Released = 2, Accuracy = 1.0, Cost = 0.0024m, CostPerSuccess = 0.0012m, EscalationRate = 0.5, SchemaValidity = 2 / 3.0, LatencyMs = new { P50 = 100.0, P95 = 900.5 } });
        report.ByCohort["b"].Should().BeEquivalentTo(new { Requests = 3, Released = 2, SilentFailures = 1, SilentFailureRate = 0.5, SchemaValidity = 1 / 3.0 });
        report.ByContract["number"].Should().BeEquivalentTo(new { Requests = 4, Accuracy = 0.5, Escalated = 2, Approval = 0.0, SchemaValidity = 3 / 6.0 });
        report.ByContract.Keys.Should().Equal("number", "risk", "text");
        report.ByCohort["c"].CostPerSuccess.Should().BeNull();
        report.ByWorkflow["w"].Should().Be(new WorkflowFigures { Requests = 1, Cost = 0.0002m });
        report.Baselines["always:nano"].Should().Be(new BaselineFigures { Accuracy = 5.0 / 6, Cost = 0.0012m, CostPerSuccess = 0.00024m });
        report.Baselines["always:full"].Accuracy.Should().Be(1);
        result.ApprovalOfRiskWork.Should().Be(1);
        result.Notes.Should().BeEmpty();
    }

    [Theory]
    [InlineData("text", "I cannot help with that.", true, 1.0)]
    [InlineData("text", "I cannot help with that.", false, 0.0)]
    [InlineData("text", "yes", true, 0.0)]
    [InlineData("text", "yes", false, 1.0)]
    [InlineData("text", "yes", null, null)]
    [InlineData("number", Broken, true, 0.0)]
    [InlineData("gated", "yes", true, 1.0)]
    [InlineData("gated", "yes", false, 0.0)]
    [InlineData("risk", "Dear Sir", true, 0.0)]
    [InlineData("risk", "Dear Sir", false, 1.0)]
    public async Task A_refusal_is_right_where_a_label_says_so(string contract, string answer, bool? refuse, double? right)
    {
        var evaluation = Given.Evaluation(routing => routing
            .AddGate(new Refusing())
            .AddContract("gated", contract => contract.ForIntent(TaskIntent.Classify).WithGates("refusing")));
        var recording = Given.Recording("a", contract, Given.Answer(answer), Given.Answer(answer));

        var report = (await evaluation.ReplayAsync(_folder.File("r.jsonl", refuse is { } label ? recording.Replace("{\"id\"", $"{{\"refuse\":{(label ? "true" : "false")},\"id\"", StringComparison.Ordinal) : recording))).Report;

        report.RefusalCorrectness.Should().Be(right);
        report.ByCohort["c"].RefusalCorrectness.Should().Be(right);
        report.ByContract[contract].RefusalCorrectness.Should().Be(right);
    }

    [Fact]
    public async Task A_case_may_expect_a_refusal()
    {
        var cases = _folder.File(
            "cases.jsonl",
            """{"id":"1","contract":"text","text":"?","expect":{"refused":true}}""",
            """{"id":"2","contract":"text","text":"?","expect":{"refused":false}}""");

        var result = await Given.Evaluation().RunCasesAsync(cases, _folder.File("r.jsonl", Given.Recording("a", "text", Given.Answer("I cannot help with that."), Given.Answer("I cannot help with that."))));

        result.FailedExpectations.Should().Equal("2: expected refused false, got true");
        result.Report.RefusalCorrectness.Should().Be(0.5);
    }

    [Fact]
    public async Task Says_how_many_answers_are_held_by_their_sources()
    {
        var evaluation = Given.Evaluation(routing => routing.AddContract("sourced", contract => contract.ForIntent(TaskIntent.Classify).WithGates(GateNames.Groundedness)));

        var report = (await evaluation.ReplayAsync(_folder.File(
            "r.jsonl",
            Given.Recording("grounded", "sourced", Given.Answer("It is 12 euros."), Given.Answer("It is 12 euros."), text: "The price is 12 euros."),
            Given.Recording("mended", "sourced", Given.Answer("It is 13 euros."), Given.Answer("It is 12 euros."), text: "The price is 12 euros."),
            Given.Recording("invented", "sourced", Given.Answer("It is 13 euros."), Given.Answer("It is 14 euros."), text: "The price is 12 euros."),
            Given.Recording("unasked", "text", Given.Answer("It is 15 euros."), Given.Answer("It is 15 euros."), cohort: "d")))).Report;

        report.Groundedness.Should().Be(2 / 3.0);
        report.ByContract["sourced"].Groundedness.Should().Be(2 / 3.0);
        report.ByCohort["d"].Groundedness.Should().BeNull();
        report.PolicyViolations.Should().Be(0);
    }

    [Fact]
    public async Task A_schema_counts_only_the_answers_that_it_looked_at()
    {
        var report = (await Given.Evaluation().ReplayAsync(_folder.File(
            "r.jsonl",
            Given.Recording("refused", "number", Given.Answer("I cannot help with that."), Given.Answer(Valid)),
            Given.Recording("broken", "number", Given.Answer(Broken), Given.Answer(Broken)),
            Given.Recording("free", "text", Given.Answer(Broken), Given.Answer(Broken))))).Report;

        report.SchemaValidity.Should().Be(1 / 3.0);
        report.ByContract["text"].SchemaValidity.Should().BeNull();
    }

    [Fact]
    public async Task The_report_is_the_same_whatever_the_concurrency()
    {
        var lines = Enumerable.Range(0, 300).Select(i => Mixed[i % Mixed.Length].Replace("\"id\":\"", $"\"id\":\"{i}-", StringComparison.Ordinal)).ToArray();
        var file = _folder.Packed("r.jsonl.gz", lines);

        var alone = await Given.Evaluation(options: new EvaluationOptions { Concurrency = 1 }).ReplayAsync(file);
        var together = await Given.Evaluation(options: new EvaluationOptions { Concurrency = 8 }).ReplayAsync(file);

        Json(together.Report).Should().Be(Json(alone.Report));
        alone.Report.Requests.Should().Be(300);
    }

    [Fact]
    public async Task A_start_by_expected_cost_knows_nothing_of_the_requests_before()
    {
        var lines = Enumerable.Range(0, 200).Select(i => Given.Recording($"{i}", "frugal", Given.Answer(Broken), Given.Answer(Valid))).ToArray();
        var evaluation = Given.Evaluation(
            routing => routing.AddContract("frugal", contract => contract.ForIntent(TaskIntent.Extract).WithSchema("""{ "type": "object" }""").StartByExpectedCost().WithEconomics(userVisibleFailure: 1, delayPerSecond: 1)),
            new EvaluationOptions { Concurrency = 1 });

        var result = await evaluation.ReplayAsync(_folder.File("r.jsonl", lines));

        (result.Report.ByTier["nano"].Attempts, result.Report.Escalated).Should().Be((200, 200));
    }

    [Fact]
    public async Task The_next_call_gets_the_next_answer_and_the_last_one_repeats()
    {
        var recording = Given.Recording("x", "retrying", $"{Given.Answer(Broken)},{Given.Answer(Valid, correct: false)}", Given.Answer(Valid));
        var retrying = Given.Evaluation(routing => routing.AddContract("retrying", contract => contract
            .ForIntent(TaskIntent.Extract).WithSchema("""{ "type": "object" }""").On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate())));

        var result = await retrying.ReplayAsync(_folder.File("r.jsonl", recording));

        result.Report.Should().BeEquivalentTo(new { Released = 1, Attempts = 2, Escalated = 0, SilentFailures = 1 });
    }

    [Fact]
    public async Task A_deadline_passes_in_virtual_time()
    {
        var evaluation = Given.Evaluation(routing => routing.AddContract("hasty", contract => contract
            .ForIntent(TaskIntent.Extract).WithSchema("""{ "type": "object" }""").AtMost(attempts: 2, deadline: TimeSpan.FromSeconds(1))));

        var result = await evaluation.ReplayAsync(_folder.File(
            "r.jsonl",
            Given.Recording("slow", "hasty", Given.Answer(Broken, latencyMs: 600), Given.Answer(Valid, latencyMs: 600)),
            Given.Recording("quick", "hasty", Given.Answer(Broken, latencyMs: 600), Given.Answer(Valid, latencyMs: 300))));

        result.Report.Should().BeEquivalentTo(new { Released = 1, FailedClosed = 1, Attempts = 4, LatencyMs = new { P50 = 900.0, P95 = 1000.0 } });
    }

    [Fact]
    public async Task Says_how_much_of_the_cost_is_estimated_since_a_call_that_was_cut_off_reports_no_usage()
    {
        var evaluation = Given.Evaluation(routing => routing.AddContract("hasty", contract => contract
            .ForIntent(TaskIntent.Extract).WithSchema("""{ "type": "object" }""").WithMaxOutput(300).AtMost(attempts: 2, deadline: TimeSpan.FromSeconds(1))));

        var result = await evaluation.ReplayAsync(_folder.File(
            "r.jsonl",
            Given.Recording("cut off", "hasty", Given.Answer(Broken, latencyMs: 600), Given.Answer(Valid, latencyMs: 600)),
            Given.Recording("quick", "hasty", Given.Answer(Valid), Given.Answer(Valid))));

        var reported = 2 * 0.0002m;
        result.Report.Cost.Should().BeGreaterThan(reported);
        result.Report.EstimatedShare.Should().BeApproximately((double)((result.Report.Cost - reported) / result.Report.Cost), 1e-12);
    }

    [Theory]
    [InlineData(Outcome.FailedClosed)]
    [InlineData(Outcome.HumanReview)]
    public async Task Counts_the_requests_that_no_attempt_was_left_for(Outcome outcome)
    {
        var evaluation = Given.Evaluation(routing => routing.AddContract("asked", contract => contract
            .ForIntent(TaskIntent.Extract).WithSchema("""{ "type": "object" }""")
            .On(Trigger.Exhausted, then => _ = outcome == Outcome.HumanReview ? then.HumanReview() : then.FailClosed())));

        var result = await evaluation.ReplayAsync(_folder.File("r.jsonl", Given.Recording("a", "asked", Given.Answer(Broken), Given.Answer(Broken)), Given.Recording("b", "text", Given.Answer("yes"))));

        result.Report.Triggers["exhausted"].Should().Be(1);
        result.Report.Triggers["schemaFailure"].Should().Be(2);
    }

    [Fact]
    public async Task Caps_of_a_time_do_not_add_up_over_requests()
    {
        var lines = Enumerable.Range(0, 20).Select(i => Given.Recording($"{i}", "text", Given.Answer("yes"))).ToArray();
        var capped = new RoutingEvaluation(Given.Ladder, new EvaluationOptions { Concurrency = 1, ConfigureServices = Capped });

        var result = await capped.ReplayAsync(_folder.File("r.jsonl", lines));

        result.Report.Released.Should().Be(20);
    }

    [Fact]
    public async Task More_may_be_held_than_a_store_in_memory_takes()
    {
        var lines = Enumerable.Range(0, 10_050).Select(i => Given.Recording($"{i}", "risk", Given.Answer("a"), Given.Answer("b"))).ToArray();

        var result = await Given.Evaluation(options: new EvaluationOptions { Concurrency = 1 }).ReplayAsync(_folder.File("r.jsonl", lines));

        result.Report.HeldForApproval.Should().Be(10_050);
    }

    [Fact]
    public async Task A_baseline_that_is_not_recorded_for_every_request_is_left_out_and_named()
    {
        var result = await Given.Evaluation().ReplayAsync(_folder.File(
            "r.jsonl",
            Given.Recording("a", "text", Given.Answer("yes")),
            Given.Recording("b", "text", Given.Answer("yes"), Given.Answer("yes"))));

        result.Report.Baselines.Keys.Should().Equal("always:nano");
        result.Notes.Should().Equal("baseline always:full is left out: the endpoint 'full-a' is recorded for 1 requests only");
    }

    [Fact]
    public async Task What_a_gate_refuses_is_no_violation_since_it_does_not_go_out()
    {
        var evaluation = Given.Evaluation(routing => routing
            .AddGate(new Refusing())
            .AddContract("gated", contract => contract.ForIntent(TaskIntent.Classify).WithGates("refusing")));

        var result = await evaluation.ReplayAsync(_folder.File("r.jsonl", Given.Recording("a", "gated", Given.Answer("yes"), Given.Answer("yes"))));

        result.Report.Should().BeEquivalentTo(new { Released = 0, FailedClosed = 1, PolicyViolations = 0 });
        result.Report.Triggers["gateFailure"].Should().Be(2);
    }

    [Fact]
    public async Task Sinks_of_the_application_are_not_written_to()
    {
        var sink = new Testing.RecordingAuditSink();

        await Given.Evaluation(routing => routing.AuditTo.Sink(sink)).ReplayAsync(_folder.File("r.jsonl", Mixed));

        sink.Records.Should().BeEmpty();
    }

    [Theory]
    [InlineData("""{"id":"x","contract":"number","text":"?","answers":{"nano-b":[{"text":"{}","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "has no answer of the endpoint 'nano-a'; recorded: nano-b")]
    [InlineData("""{"id":"x","contract":"nobody","text":"?","answers":{"nano-a":[{"text":"{}","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "The contract 'nobody' is not declared; known: *")]
    [InlineData("""{"id":"right","contract":"text","text":"?","answers":{"nano-a":[{"text":"","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "repeats the id of line 1")]
    [InlineData("""{"contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "has no 'id'")]
    [InlineData("""{"id":"x","contract":"text","text":"?"}""", "has no 'answers'")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[]}}""", "answers.nano-a holds no answer")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":-1,"outputTokens":1}]}}""", "answers.nano-a[0].inputTokens is below zero")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":1,"outputTokens":1,"latencyMs":-5}]}}""", "answers.nano-a[0].latencyMs does not lie between 0 and a day")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","inputTokens":1,"outputTokens":1}]}}""", "answers.nano-a[0] has no 'correct'")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":1,"outputTokens":1},{"correct":true,"inputTokens":1,"outputTokens":1}]}}""", "answers.nano-a[1] has no 'text'")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"outputTokens":1}]}}""", "answers.nano-a[0] has no 'inputTokens'")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[null]}}""", "answers.nano-a[0] is null")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":null}}""", "answers.nano-a holds no answer")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":"1","outputTokens":1}]}}""", "answers.nano-a[0].inputTokens cannot be read: the text that stands there does not fit")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":1.5,"outputTokens":1}]}}""", "answers.nano-a[0].inputTokens cannot be read: the number that stands there does not fit")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":{"text":"a"}}}""", "answers.nano-a cannot be read: the object that stands there does not fit")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"correct":false,"inputTokens":1,"outputTokens":1}]}}""", "answers.nano-a[0].correct is there twice")]
    [InlineData("""{"id":"x","id":"y","contract":"text","text":"?"}""", "id is there twice")]
    [InlineData("[1]", "the line cannot be read: the list that stands there does not fit")]
    [InlineData("""{"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"te""", "is not JSON, from byte *: it ends in the middle, as a file does that was cut off")]
    [InlineData("""{"id":"x","contract":"text","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "needs exactly one of 'text', 'textBase64' and 'messages'")]
    [InlineData("""{"v":2,"id":"x","contract":"text","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "is of version 2; version 1 is read here: a later version of the tool reads it")]
    [InlineData("""{"v":0,"id":"x"}""", "is of version 0; version 1 is read here")]
    [InlineData("{", "is not JSON, from byte *")]
    public async Task A_line_that_cannot_be_used_is_named(string line, string error)
    {
        var run = () => Given.Evaluation().ReplayAsync(_folder.File("r.jsonl", Mixed[0], line));

        (await run.Should().ThrowAsync<InputException>()).Which.Errors.Should().ContainSingle().Which.Should().Match($"r.jsonl(2): {error}");
    }

    [Fact]
    public async Task Of_many_errors_the_first_twenty_are_named()
    {
        var run = () => Given.Evaluation(options: new EvaluationOptions { Concurrency = 4 }).ReplayAsync(_folder.File("r.jsonl", [.. Enumerable.Repeat("{", 500)]));

        (await run.Should().ThrowAsync<InputException>()).Which.Errors.Select(error => error.Split(':')[0]).Should().Equal(Enumerable.Range(1, 20).Select(line => $"r.jsonl({line})"));
    }

    [Fact]
    public async Task Files_without_a_line_cut_off_or_missing_are_refused()
    {
        await Refuses(_folder.File("empty.jsonl"), "empty.jsonl: holds no line");
        await Refuses(_folder["nobody.jsonl"], "nobody.jsonl: is not there");
        var lines = Enumerable.Range(0, 200).Select(i => Given.Recording($"{i}-{Guid.NewGuid()}", "text", Given.Answer("yes"))).ToArray();
        var whole = File.ReadAllBytes(_folder.Packed("whole.jsonl.gz", lines).FullName);
        File.WriteAllBytes(_folder["cut.jsonl.gz"].FullName, whole[..(whole.Length / 2)]);
        await Refuses(_folder["cut.jsonl.gz"], "cut.jsonl.gz: cannot be read to its end, after line *: it was cut off or damaged; copy it anew");
        File.WriteAllBytes(_folder["packed.jsonl"].FullName, whole);
        await Refuses(_folder["packed.jsonl"], "packed.jsonl: is compressed; give it a name that ends in .gz");
        File.WriteAllLines(_folder["plain.jsonl.gz"].FullName, lines);
        await Refuses(_folder["plain.jsonl.gz"], "plain.jsonl.gz: is not compressed, though its name ends in .gz");
        File.WriteAllLines(_folder["utf16.jsonl"].FullName, lines, System.Text.Encoding.Unicode);
        await Refuses(_folder["utf16.jsonl"], "utf16.jsonl: is not UTF-8, from line 1 on or soon after; save it as UTF-8");
    }

    [Fact]
    public async Task Writes_a_record_of_every_request_to_a_new_file()
    {
        var audit = _folder["audit.jsonl"];

        await Given.Evaluation(options: new EvaluationOptions { Audit = audit, Concurrency = 3 }).ReplayAsync(_folder.File("r.jsonl", Mixed));

        var records = File.ReadAllLines(audit.FullName).Select(line => JsonElement.Parse(line)).ToList();
        records.Should().HaveCount(6);
        records.Sum(record => record.GetProperty("cost").GetDecimal()).Should().Be(0.007m);
        var again = () => Given.Evaluation(options: new EvaluationOptions { Audit = audit }).ReplayAsync(_folder["r.jsonl"]);
        await again.Should().ThrowAsync<InputException>().WithMessage("audit.jsonl: is there already; *");
    }

    [Fact]
    public async Task A_run_that_goes_on_writes_its_records_to_a_file_of_its_own_also_where_nothing_is_left_to_ask()
    {
        var recordings = _folder.File("r.jsonl", Mixed);
        EvaluationOptions To(string audit) => new() { Resume = _folder["done.jsonl"], Audit = _folder[audit], Concurrency = 1 };
        await Given.Evaluation(options: To("first.jsonl")).ReplayAsync(recordings);
        File.WriteAllLines(_folder["done.jsonl"].FullName, File.ReadAllLines(_folder["done.jsonl"].FullName)[..5]);

        await Given.Evaluation(options: To("second.jsonl")).ReplayAsync(recordings);
        await Given.Evaluation(options: To("third.jsonl")).ReplayAsync(recordings);

        File.ReadAllLines(_folder["second.jsonl"].FullName).Should().HaveCount(2);
        File.ReadAllLines(_folder["third.jsonl"].FullName).Should().BeEmpty();
    }

    [Fact]
    public async Task A_run_that_could_not_begin_leaves_no_audit_file_in_the_way_of_the_next()
    {
        var run = () => Given.Evaluation(options: new EvaluationOptions { Audit = _folder["audit.jsonl"] }).ReplayAsync(_folder.File("r.jsonl", "{"));

        await run.Should().ThrowAsync<InputException>();

        File.Exists(_folder["audit.jsonl"].FullName).Should().BeFalse();
    }

    [Fact]
    public async Task A_run_that_was_ended_goes_on_where_it_was_to_the_same_report()
    {
        var recordings = _folder.File("r.jsonl", Mixed);
        var options = new EvaluationOptions { Resume = _folder["done.jsonl"], Concurrency = 1 };
        var whole = await Given.Evaluation(options: options).ReplayAsync(recordings);
        var lines = File.ReadAllLines(_folder["done.jsonl"].FullName);
        File.WriteAllText(_folder["done.jsonl"].FullName, string.Join('\n', lines[..4]) + "\n" + lines[4][..20]);

        var asked = 0;
        var resumed = await Given.Evaluation(routing => routing.AddRule("counts", _ => { asked++; return null; }), options).ReplayAsync(recordings);

        lines.Should().HaveCount(7);
        asked.Should().Be(3);
        Json(resumed.Report).Should().Be(Json(whole.Report));
        File.ReadAllLines(_folder["done.jsonl"].FullName).Should().HaveCount(7);
    }

    [Fact]
    public async Task Finished_requests_of_something_else_are_refused()
    {
        var options = new EvaluationOptions { Resume = _folder["done.jsonl"] };
        await Given.Evaluation(options: options).ReplayAsync(_folder.File("r.jsonl", Mixed));

        var otherFile = () => Given.Evaluation(options: options).ReplayAsync(_folder.File("r.jsonl", Mixed[0]));
        await otherFile.Should().ThrowAsync<InputException>().WithMessage("done.jsonl(1): was begun with other recordings *");
        var otherConfig = () => Given.Evaluation(routing => routing.AddContract("more", contract => contract.ForIntent(TaskIntent.Draft)), options).ReplayAsync(_folder.File("r.jsonl", Mixed));
        await otherConfig.Should().ThrowAsync<InputException>().WithMessage("done.jsonl(1): was begun under another configuration*");
        var noFile = () => Given.Evaluation(options: new EvaluationOptions { Resume = _folder.File("notes.txt", "hello") }).ReplayAsync(_folder["r.jsonl"]);
        await noFile.Should().ThrowAsync<InputException>().WithMessage("notes.txt(1): is no line of a file of finished requests");
    }

    [Fact]
    public async Task Says_what_each_prompt_is_worth_on_each_tier_alone()
    {
        var evaluation = new RoutingEvaluation(routing => routing
            .AddTier("nano", tier => tier.AddEndpoint("nano-a", endpoint => endpoint.UseModel("n").PricedAt(1m, 1m)))
            .AddTier("full", tier => tier.AddEndpoint("full-a", endpoint => endpoint.UseModel("f").PricedAt(10m, 10m)))
            .AddContract("number", contract => contract
                .ForIntent(TaskIntent.Extract).WithSchema("""{ "type": "object" }""").WithPrompt("Extract.", id: "numbers", version: "3")
                .On(Trigger.SchemaFailure, then => then.SwitchTo("full"))));

        var comparison = await evaluation.CompareTiersAsync(_folder.File("r.jsonl", Mixed[..4]));

        comparison.Scores.Should().Equal(
            new TierScore("numbers/3", "nano", 4, Valid: 0.5, Accuracy: 0.25, Bar: 0.9),
            new TierScore("numbers/3", "full", 4, Valid: 0.75, Accuracy: 0.75, Bar: 0.9));
        comparison.OnOneTierOnly.Should().BeEmpty();
        (await evaluation.CompareTiersAsync(_folder.File("r.jsonl", Mixed[..3]))).OnOneTierOnly.Should().ContainSingle().Which.Tier.Should().Be("full");
    }

    [Fact]
    public async Task A_held_draft_that_is_right_counts_for_its_tier_and_an_unrecorded_tier_is_left_out()
    {
        var comparison = await Given.Evaluation().CompareTiersAsync(_folder.File("r.jsonl", Given.Recording("a", "risk", Given.Answer("x"), Given.Answer("y"))));

        comparison.Scores.Should().Contain(new TierScore("risk", "full", 1, Valid: 1, Accuracy: 1, Bar: 0.9));
        var less = await Given.Evaluation().CompareTiersAsync(_folder.File("r.jsonl", Given.Recording("a", "text", Given.Answer("x"))));
        less.Scores.Should().OnlyContain(score => score.Tier == "nano");
        less.Notes.Should().Equal("tier 'full' is left out: has no answer of the endpoint 'full-a'; recorded: nano-a");
    }

    [Fact]
    public async Task Cases_are_held_to_what_they_must_do()
    {
        var recordings = _folder.File("r.jsonl", Given.Recording("r1", "number", Given.Answer(Broken), Given.Answer(Valid), text: "how many"), Given.Recording("r2", "risk", Given.Answer("a"), Given.Answer("b"), text: "write"));
        var cases = _folder.File(
            "cases.jsonl",
            """{"id":"good","contract":"number","class":"T0","text":"how many","expect":{"startTier":"nano","finalTier":"full","escalates":true,"approval":false,"outcome":"released","schemaValid":true}}""",
            """{"id":"bad","contract":"number","class":"T1","text":"how many","expect":{"startTier":"full","escalates":false,"schemaValid":false}}""",
            """{"id":"held","contract":"risk","class":"T2","text":"write","expect":{"approval":true,"outcome":"heldForApproval"}}""");

        var result = await Given.Evaluation().RunCasesAsync(cases, recordings);

        result.FailedExpectations.Should().Equal(
            "bad: expected class T1, got T0",
            "bad: expected startTier full, got nano",
            "bad: expected escalates false, got true",
            "bad: expected schemaValid false, got true");
        result.Report.Should().BeEquivalentTo(new { Requests = 3, Correct = 2, Released = 2, HeldForApproval = 1 });
        result.Report.Baselines.Should().BeEmpty();
        result.Notes.Should().BeEmpty();
    }

    [Fact]
    public async Task What_a_case_says_and_nobody_reads_is_noted_since_it_may_be_misspelt()
    {
        var cases = _folder.File("cases.jsonl", """{"id":"a","contract":"text","text":"?","expects":{"escalates":true},"facts":{"recipents":4}}""", """{"id":"b","contract":"text","text":"?","expects":{}}""");

        var result = await Given.Evaluation().RunCasesAsync(cases, _folder.File("r.jsonl", Mixed));

        result.Notes.Should().Equal("cases.jsonl: not read: expects, facts.recipents");
    }

    [Theory]
    [InlineData("""{"id":"x","contract":"number","text":"who asked that?"}""", "cases.jsonl(1): asks what no recording asks: *")]
    [InlineData("""{"id":"x","contract":"number","text":"?","expect":{"startTier":"mini"}}""", "cases.jsonl(1): expects of 'startTier' a tier that is not on the ladder; known: nano, full")]
    [InlineData("""{"id":"x","contract":"number","text":"?","expect":{"outcome":"good"}}""", "cases.jsonl(1): has for 'expect.outcome' none of released, *")]
    [InlineData("""{"id":"x","contract":"number","text":"?","class":"T9"}""", "cases.jsonl(1): has for 'class' none of T0, T1, T2")]
    [InlineData("""{"id":"x","contract":"number","text":"?","expect":{"escalate":true}}""", "cases.jsonl(1): expect.escalate is not known; known: startTier, finalTier, escalates, approval, outcome, schemaValid, refused")]
    [InlineData("""{"id":"x","contract":"nobody","text":"?"}""", "cases.jsonl(1): The contract 'nobody' is not declared; *")]
    public async Task A_case_that_cannot_be_run_is_named(string line, string error)
    {
        var run = () => Given.Evaluation().RunCasesAsync(_folder.File("cases.jsonl", line), _folder.File("r.jsonl", Mixed[0]));

        await run.Should().ThrowAsync<InputException>().WithMessage(error);
    }

    [Fact]
    public async Task Without_recordings_the_declared_clients_answer_cases()
    {
        using var client = new Testing.ScriptedChatClient();
        client.Answers(Valid);
        var evaluation = new RoutingEvaluation(
            routing => routing
                .AddTier("nano", tier => tier.UseClient(client).PricedAt(1m, 1m))
                .AddContract("number", contract => contract.ForIntent(TaskIntent.Extract).WithSchema("""{ "type": "object" }""")),
            new EvaluationOptions { Concurrency = 1 });

        var result = await evaluation.RunCasesAsync(_folder.File("cases.jsonl", """{"id":"x","contract":"number","text":"?","expect":{"finalTier":"nano","outcome":"released"}}"""));

        result.FailedExpectations.Should().BeEmpty();
        result.Report.Correct.Should().Be(1);
    }

    public void Dispose() => _folder.Dispose();

    private static void Capped(IServiceCollection services) => services.PostConfigure<TieredRoutingOptions>(options =>
        options.Controls = [new RoutingControl("cap", "a test") { Contract = "text", MaxRequestsPerMinute = 1, MaxCostPerHour = 0.001m }]);

    private static string Json(EvalReport report) => JsonSerializer.Serialize(report, EvalReportJsonContext.Default.EvalReport);

    private static async Task Refuses(FileInfo file, string error)
    {
        var run = () => Given.Evaluation().ReplayAsync(file);
        await run.Should().ThrowAsync<InputException>().WithMessage(error);
    }

    private sealed class Refusing : IAnswerGate
    {
        public string Name => "refusing";

        public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Failed);
    }
}
