using System.Text.Json;

namespace TieredRouting.Cli.Tests;

public sealed class EvalSpecs : IDisposable
{
    private const string Valid = """{"text":"{\"n\":1}","correct":true,"inputTokens":1000,"outputTokens":1000,"latencyMs":400}""";
    private const string Wrong = """{"text":"{\"n\":2}","correct":false,"inputTokens":1000,"outputTokens":1000}""";
    private const string Broken = """{"text":"one","correct":false,"inputTokens":1000,"outputTokens":1000,"latencyMs":300}""";

    private static readonly string[] Recordings =
    [
        Recording("a", Valid, Valid),
        Recording("b", Broken, Valid),
        Recording("c", Wrong, Valid),
        Recording("d", Valid, Valid, cohort: "de"),
    ];

    private readonly ToolRun _tool = new();

    [Fact]
    public async Task Prints_a_table_and_writes_the_report_with_exactly_its_properties()
    {
        var code = await Eval("--json", _tool.PathOf("report.json"));

        code.Should().Be(0, _tool.Error.ToString());
        _tool.Out.ToString().Should().Contain("75.00 %").And.Contain("always:nano").And.MatchRegex(@"cost that is estimated\s+0\.00 %").And.NotContain("\u001b[");
        var report = JsonElement.Parse(File.ReadAllText(_tool.PathOf("report.json")));
        string[] ofParts =
        [
            "requests", "released", "correct", "accuracy", "cost", "costPerSuccess", "escalated", "escalationRate", "silentFailures", "silentFailureRate", "policyViolations", "heldForApproval", "approval",
            "schemaValidity", "groundedness", "refusalCorrectness", "latencyMs",
        ];
        Names(report).Should().Equal(
        [
            .. ofParts, "estimatedShare", "attempts", "humanReview", "failedClosed", "failed", "cancelled", "triggers", "byContract", "byClass", "byTier", "byCohort", "byWorkflow", "baselines", "wrong",
            "requestIds",
        ]);
        Names(report.GetProperty("byCohort").GetProperty("at")).Should().Equal(ofParts);
        _tool.Out.ToString().Should().MatchRegex($@"schema kept, of answers that one looked at\s+{100 * report.GetProperty("schemaValidity").GetDouble():0.00} %").And.MatchRegex(@"cohort at\s");
        Names(report.GetProperty("byTier").GetProperty("mini")).Should().Equal("attempts", "released", "cost");
        report.GetProperty("latencyMs").GetRawText().Replace(" ", string.Empty).ReplaceLineEndings(string.Empty).Should().Be("""{"p50":400,"p95":700}""");
        report.GetProperty("cost").GetDecimal().Should().Be(4 * 0.00145m + 0.00525m);
        report.GetProperty("silentFailureRate").GetDouble().Should().Be(0.25);
        report.GetProperty("byClass").GetProperty("T0").GetProperty("share").GetDouble().Should().Be(1);
        Names(report.GetProperty("baselines")).Should().Equal("always:nano", "always:mini");
        _tool.ErrorLines.Should().ContainSingle(line => line.Contains("baseline always:full is left out: the endpoint 'full-a' is recorded for 0 requests only"));
    }

    [Fact]
    public async Task Json_without_a_file_takes_the_place_of_the_table_on_standard_output()
    {
        (await Eval("--json")).Should().Be(0, _tool.Error.ToString());
        JsonElement.Parse(_tool.Out.ToString()).GetProperty("requests").GetInt32().Should().Be(Recordings.Length);

        (await Eval("--json", "--across-tiers")).Should().Be(2);
        _tool.Error.ToString().Should().Contain("standard output takes the tables of '--across-tiers'");
    }

    [Fact]
    public async Task A_name_moves_neither_the_cursor_nor_the_text_of_a_table()
    {
        await Run([Recording("a", Valid, Valid, cohort: """\u001b[31mred\nrow\u202Eback""")]);

        _tool.Out.ToString().Should().Contain("[31mred row back").And.NotContain("\u001b").And.NotContain("\u202E");
    }

    [Fact]
    public async Task Writes_the_report_as_a_page_that_names_its_files_and_is_the_same_for_every_run()
    {
        var gates = _tool.File("gates.json", """{"accuracy":{"atLeast":0.9},"T2.approval":{"atLeast":1.0}}""");
        var code = await Eval("--html", _tool.PathOf("report.html"), "--gates", gates);
        await Eval("--html", _tool.PathOf("again.html"), "--gates", gates, "--concurrency", "1");

        code.Should().Be(1, "a page changes no verdict");
        var page = File.ReadAllText(_tool.PathOf("report.html"));
        page.Should().StartWith("<!DOCTYPE html>").And.Contain("<bdi>r.jsonl</bdi> under <bdi>routing.json</bdi>").And.Contain("<dd>75.00 %</dd>").And.Contain("1 of 2 gates fail.").And.Contain("schema kept, of answers that one looked at: 80.00 %")
            .And.Contain("holds, but about no request: no request is risk work (T2)").And.Contain("baseline always:full is left out");
        File.ReadAllText(_tool.PathOf("again.html")).Should().Be(page);
    }

    [Fact]
    public async Task A_page_takes_its_name_only_once_it_is_whole()
    {
        var code = await Run([.. Recordings, "{"], "--html", _tool.File("report.html", "before"));

        code.Should().Be(2);
        File.ReadAllText(_tool.PathOf("report.html")).Trim().Should().Be("before");
        Directory.GetFiles(_tool.PathOf(string.Empty)).Should().NotContain(file => file.Contains("report.html.", StringComparison.Ordinal), "nothing unfinished is left");
    }

    [Fact]
    public async Task Help_shows_how_a_page_is_written()
    {
        (await _tool.Run("eval", "--help")).Should().Be(0);

        _tool.Out.ToString().Should().MatchRegex(@"--html <FILE>\s+Takes the report as a page").And.Contain("--json report.json --html report.html");
    }

    [Fact]
    public async Task Endpoints_answer_by_their_names_whatever_their_clients_are()
    {
        var config = _tool.File("same.json", """
            { "TieredRouting": { "version": 1, "ladder": [ "nano", "mini" ],
              "tiers": { "nano": { "endpoints": { "nano-a": { "client": { "kind": "recorded" }, "price": { "input": 1, "output": 1 } } } },
                         "mini": { "endpoints": { "mini-a": { "client": { "kind": "recorded" } }, "mini-b": { } } } },
              "contracts": { "number": { "intent": "extract", "schema": { "type": "object" } } } } }
            """);

        var code = await _tool.Run("eval", "--config", config, "--recordings", _tool.File("r.jsonl", Recording("b", Broken, Valid)), "--json", _tool.PathOf("report.json"));

        code.Should().Be(0, _tool.Error.ToString());
        JsonElement.Parse(File.ReadAllText(_tool.PathOf("report.json"))).GetProperty("accuracy").GetDouble().Should().Be(1);
    }

    [Fact]
    public async Task Its_audit_is_a_chain_that_can_be_verified_also_where_an_earlier_one_was_deleted()
    {
        var audit = _tool.PathOf("audit.jsonl");
        for (var run = 0; run < 2; run++)
        {
            File.Delete(audit);
            (await Eval("--audit", audit)).Should().Be(0, _tool.Error.ToString());
            (await _tool.Run("audit", "verify", audit)).Should().Be(0, _tool.Out.ToString());
        }

        _tool.Out.ToString().Should().EndWith($"4 records, the chain is whole{Environment.NewLine}");
    }

    [Fact]
    public async Task Nothing_succeeded_costs_null_per_success()
    {
        var code = await Run([Recording("a", Wrong, Wrong)], "--json", _tool.PathOf("report.json"));

        code.Should().Be(0);
        JsonElement.Parse(File.ReadAllText(_tool.PathOf("report.json"))).GetProperty("costPerSuccess").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Gates_that_hold_end_with_0_and_one_that_does_not_with_1_and_its_name()
    {
        (await Eval("--gates", _tool.File("gates.json", """{"accuracy":{"atLeast":0.75}}"""))).Should().Be(0);

        var code = await Eval("--gates", _tool.File("gates.json", """{"accuracy":{"atLeast":0.9},"cost":{"atMost":1},"byCohort":{"accuracy":{"atLeast":0.9}}}"""));

        code.Should().Be(1);
        _tool.ErrorLines.Where(line => line.StartsWith("gate failed: ")).Should().Equal(
            "gate failed: accuracy: is 0.75; wanted at least 0.9",
            "gate failed: byCohort.accuracy of 'at': is 0.66666667; wanted at least 0.9");
    }

    [Fact]
    public async Task A_gate_about_work_that_is_not_there_holds_and_says_so_and_a_file_without_a_gate_is_refused()
    {
        var code = await Eval("--gates", _tool.File("gates.json", """{"T2.approval":{"atLeast":1.0},"accuracy":{"atLeast":0.5}}"""), "--json", _tool.PathOf("report.json"));

        code.Should().Be(0, _tool.Error.ToString());
        _tool.ErrorLines.Should().Contain("warning: T2.approval: holds, but about no request: no request is risk work (T2); wanted at least 1");
        _tool.Out.ToString().Should().MatchRegex(@"T2 that a person was asked about\s+-")
            .And.MatchRegex(@"T2\.approval\s+holds, but about no request: no request is risk work \(T2\)\s+-\s+at least 1")
            .And.MatchRegex(@"accuracy\s+holds\s+0\.75\s+at least 0\.5");
        Verdicts().Should().Equal(
            """{"gate":"T2.approval","holds":true,"value":null,"wanted":"at least 1","note":"holds, but about no request: no request is risk work (T2)"}""",
            """{"gate":"accuracy","holds":true,"value":0.75,"wanted":"at least 0.5"}""");
        (await Eval("--gates", _tool.File("gates.json", "{}"))).Should().Be(2);
        _tool.ErrorLines.Should().ContainMatch("error: gates.json: holds no gate, *");
    }

    [Fact]
    public async Task The_gates_of_the_documentation_are_usable_where_there_is_neither_risk_work_nor_a_cohort()
    {
        var many = Enumerable.Range(0, 20).Select(i => Recording($"{i}", Valid, Valid).Replace("\"cohort\":\"at\",", string.Empty, StringComparison.Ordinal)).ToArray();
        await Run(many, "--json", _tool.PathOf("main.json"));

        var code = await Run(many, "--gates", _tool.File("gates.json", """
            {"accuracy":{"atLeast":0.95},"silentFailureRate":{"atMost":0.02},"costPerSuccess":{"atMost":0.004},"T2.approval":{"atLeast":1.0},"byCohort":{"accuracy":{"atLeast":0.9}},"baseline":{"report":"main.json","maxRegression":0.02,"confidence":0.95}}
            """));

        code.Should().Be(0, _tool.Error.ToString());
        _tool.ErrorLines.Should().Contain("warning: byCohort.accuracy: holds, but about no request: no request states a cohort; wanted at least 0.9");
    }

    [Fact]
    public async Task A_price_that_bought_nothing_fails_its_gate()
    {
        var code = await Run([Recording("a", Wrong, Wrong)], "--gates", _tool.File("gates.json", """{"costPerSuccess":{"atMost":1}}"""));

        code.Should().Be(1);
        _tool.ErrorLines.Should().Contain("gate failed: costPerSuccess: nothing succeeded; wanted at most 1");
    }

    [Fact]
    public async Task A_report_is_a_baseline_for_the_next_run()
    {
        var many = Enumerable.Range(0, 200).Select(i => Recording($"{i}", Valid, Valid)).ToArray();
        await Run(many, "--json", _tool.PathOf("main.json"));
        var worse = many.Select((line, i) => i < 20 ? Recording($"{i}", Wrong, Valid) : line).ToArray();

        var code = await Run(worse, "--gates", _tool.File("gates.json", """{"baseline":{"report":"main.json","maxRegression":0.02,"confidence":0.95}}"""));

        code.Should().Be(1);
        _tool.ErrorLines.Should().ContainSingle(line => line.StartsWith("gate failed: baseline: accuracy fell from 1 (main.json) to 0.9"));
    }

    [Theory]
    [InlineData("""{"id":"x","contract":"number","text":"?","answers":{"nano-b":[{"text":"a","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "error: r.jsonl(5): has no answer of the endpoint 'nano-a'; recorded: nano-b")]
    [InlineData("""{"id":"a","contract":"number","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "error: r.jsonl(5): repeats the id of line 1")]
    [InlineData("""{"id":"x" """, "error: r.jsonl(5): is not JSON, from byte *")]
    [InlineData("""{"id":"x","contract":"no","text":"?","answers":{"nano-a":[{"text":"a","correct":true,"inputTokens":1,"outputTokens":1}]}}""", "error: r.jsonl(5): The contract 'no' is not declared; known: *")]
    public async Task A_recording_that_cannot_be_used_ends_with_2_and_one_line(string line, string error)
    {
        var code = await Run([.. Recordings, line], "--json", _tool.File("report.json", "before"));

        code.Should().Be(2);
        _tool.ErrorLines.Where(found => found.StartsWith("error: ")).Should().ContainSingle().Which.Should().Match(error);
        _tool.Error.ToString().Should().NotContain("   at ");
        File.ReadAllText(_tool.PathOf("report.json")).Trim().Should().Be("before");
        _tool.Out.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task What_does_not_go_together_or_is_not_there_ends_with_2()
    {
        (await _tool.Run("eval", "--config", Config())).Should().Be(2);
        (await _tool.Run("eval", "--config", _tool.PathOf("nobody.json"), "--recordings", _tool.File("r.jsonl", Recordings))).Should().Be(2);
        (await Eval("--gates", _tool.PathOf("nobody.json"))).Should().Be(2);
        (await Eval("--concurrency", "0")).Should().Be(2);
        (await Eval("--audit", _tool.File("audit.jsonl", string.Empty))).Should().Be(2);

        _tool.ErrorLines.Where(line => line.StartsWith("error: ")).Should().Equal(
            "error: eval needs '--recordings' or '--cases'",
            "error: nobody.json: is not there",
            "error: nobody.json: is not there",
            "error: '--concurrency' must lie between 1 and 1024",
            "error: audit.jsonl: is there already; an evaluation starts a new file, also one that goes on: name another");
    }

    [Fact]
    public async Task A_bad_configuration_is_named_with_its_path()
    {
        var code = await _tool.Run("eval", "--config", _tool.File("routing.json", Sections.With("\"number\": { \"intent\": \"guess\" }")), "--recordings", _tool.File("r.jsonl", Recordings));

        code.Should().Be(2);
        _tool.ErrorLines.Should().Contain(line => line.StartsWith("error: routing.json: contracts.number.intent"));
    }

    [Fact]
    public async Task Resumes_to_the_same_report()
    {
        await Eval("--resume", _tool.PathOf("done.jsonl"), "--json", _tool.PathOf("first.json"), "--concurrency", "1");
        File.WriteAllLines(_tool.PathOf("done.jsonl"), File.ReadAllLines(_tool.PathOf("done.jsonl"))[..3]);

        var code = await Eval("--resume", _tool.PathOf("done.jsonl"), "--json", _tool.PathOf("second.json"), "--audit", _tool.PathOf("audit.jsonl"));

        code.Should().Be(0);
        File.ReadAllText(_tool.PathOf("second.json")).Should().Be(File.ReadAllText(_tool.PathOf("first.json")));
        File.ReadAllLines(_tool.PathOf("audit.jsonl")).Should().HaveCount(2);
    }

    [Fact]
    public async Task Cases_end_with_1_where_one_does_not_do_what_it_must_and_name_it()
    {
        var cases = _tool.File("cases.jsonl", """{"id":"good","contract":"number","text":"of b","expect":{"escalates":true}}""", """{"id":"bad","contract":"number","text":"of a","expect":{"startTier":"mini"}}""");

        (await Eval("--cases", cases)).Should().Be(1);
        (await Eval("--cases", cases, "--gates", _tool.File("gates.json", """{"accuracy":{"atLeast":0.5}}"""))).Should().Be(0, "gates decide where there are any");

        _tool.ErrorLines.Should().Contain("failed: bad: expected startTier mini, got nano");
    }

    [Fact]
    public async Task Cases_without_recordings_need_clients_that_the_tool_can_make()
    {
        var code = await _tool.Run("eval", "--config", _tool.File("routing.json", Sections.With("\"number\": { \"intent\": \"extract\" }")), "--cases", _tool.File("cases.jsonl", "{}"));

        code.Should().Be(2);
        _tool.ErrorLines.Should().Contain(line => line.Contains("mini-a.client") && line.Contains("the kind 'service' is a client of an application"));
        _tool.ErrorLines.Should().Contain(line => line.Contains("the environment variable 'NOBODY_SET_THIS' is not set"));
    }

    [Fact]
    public async Task Names_prompts_that_hold_on_one_tier_only()
    {
        var code = await Run([.. Enumerable.Range(0, 10).Select(i => Recording($"{i}", i < 5 ? Broken : Valid, Valid))], "--across-tiers");

        code.Should().Be(0);
        _tool.Out.ToString().Should().Contain("prompt 'number' holds on the tier 'mini' only").And.MatchRegex(@"number\s+nano\s+10\s+50\.00 %");
        _tool.ErrorLines.Should().Contain(line => line.StartsWith("warning: tier 'full' is left out: "));
    }

    public void Dispose() => _tool.Dispose();

    private static string Recording(string id, string nano, string mini, string cohort = "at") =>
        $$$"""{"id":"{{{id}}}","contract":"number","cohort":"{{{cohort}}}","text":"of {{{id}}}","gold":"1","answers":{"nano-a":[{{{nano}}}],"mini-a":[{{{mini}}}]}}""";

    private static IEnumerable<string> Names(JsonElement json) => json.EnumerateObject().Select(property => property.Name);

    private IEnumerable<string> Verdicts() =>
        JsonElement.Parse(File.ReadAllText(_tool.PathOf("report.json"))).GetProperty("gates").EnumerateArray().Select(verdict => JsonSerializer.Serialize(verdict));

    private string Config() => _tool.File("routing.json", Sections.With(
        """
        "number": { "intent": "extract", "schema": { "type": "object", "required": [ "n" ], "properties": { "n": { "type": "integer" } } } }
        """));

    private Task<int> Eval(params IReadOnlyList<string> options) => Run(Recordings, options);

    private Task<int> Run(IReadOnlyList<string> recordings, params IReadOnlyList<string> options) =>
        _tool.Run(["eval", "--config", Config(), "--recordings", _tool.File("r.jsonl", recordings), .. options]);
}
