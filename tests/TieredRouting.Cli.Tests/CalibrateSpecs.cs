using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Cli.Tests;

public sealed class CalibrateSpecs : IDisposable
{
    private const string Tiers = """ "tiers": { "nano": { "endpoints": { "nano-a": { "client": { "kind": "recorded" } } } }, "full": { "endpoints": { "full-a": { "client": { "kind": "recorded" } } } } } """;

    private readonly ToolRun _tool = new();

    [Fact]
    public async Task Prints_a_table_and_writes_the_section_back_with_exactly_the_promised_properties()
    {
        var code = await Calibrate(Lines(100), "--out", _tool.PathOf("out.json"));

        code.Should().Be(0, _tool.Error.ToString());
        _tool.Out.ToString().Should().MatchRegex(@"cohort\s+score\s+accepted\s+wrong\s+bound\s+allowed\s+confidence\s+threshold").And.Contain("1 of 1 could be certified").And.NotContain("\u001b[");
        var entry = Calibration(_tool.PathOf("out.json"), "extract").EnumerateArray().Should().ContainSingle().Subject;
        entry.EnumerateObject().Select(property => property.Name).Should().Equal("cohort", "score", "threshold", "n", "errors", "bound", "maxError", "confidence");
        (entry.GetProperty("cohort").ValueKind, entry.GetProperty("score").GetString(), entry.GetProperty("threshold").GetDouble(), entry.GetProperty("n").GetInt32(), entry.GetProperty("errors").GetInt32())
            .Should().Be((JsonValueKind.Null, "validity", 1, 100, 0));
        entry.GetProperty("bound").GetDouble().Should().BeApproximately(1 - Math.Pow(0.05, 0.01), 1e-6);
        (entry.GetProperty("maxError").GetDouble(), entry.GetProperty("confidence").GetDouble()).Should().Be((0.05, 0.95));
    }

    [Fact]
    public async Task By_cohort_each_gets_an_entry_and_the_tool_reads_what_it_wrote()
    {
        await Calibrate([.. Lines(100), .. Lines(20, cohort: "rare", from: 1_000)], "--by-cohort", "--out", _tool.PathOf("out.json"));

        Calibration(_tool.PathOf("out.json"), "extract").EnumerateArray().Select(entry => (entry.GetProperty("cohort").GetString(), entry.GetProperty("threshold").ValueKind))
            .Should().Equal(("common", JsonValueKind.Number), ("rare", JsonValueKind.Null));
        _tool.Out.ToString().Should().Contain("1 of 2 could be certified; for the others, what 'nano' answers always escalates");
        var eval = await _tool.Run("eval", "--config", _tool.PathOf("out.json"), "--recordings", _tool.PathOf("r.jsonl"), "--json", _tool.PathOf("report.json"));
        eval.Should().Be(0, _tool.Error.ToString());
        var cohorts = JsonElement.Parse(File.ReadAllText(_tool.PathOf("report.json"))).GetProperty("byCohort");
        (cohorts.GetProperty("common").GetProperty("escalationRate").GetDouble(), cohorts.GetProperty("rare").GetProperty("escalationRate").GetDouble()).Should().Be((0, 1));
    }

    [Fact]
    public async Task A_learnt_score_is_written_back_with_its_model_and_the_tool_reads_it()
    {
        _tool.File("model.json", """{"format":"tiered-routing/difficulty","version":1,"small":"a","large":"b","recordings":9,"probability":{"slope":1,"offset":0},"features":{"words":{"mean":2,"deviation":1,"weight":3}}}""");
        _tool.File("routing.json", """{ "TieredRouting": { "version": 1, "ladder": [ "nano", "full" ], TIERS, "models": { "difficulty": "model.json" }, "contracts": { "extract": { "intent": "extract" } } } }""".Replace("TIERS", Tiers, StringComparison.Ordinal));

        var code = await Run("routing.json", Lines(100), "--out", _tool.PathOf("out.json"));

        code.Should().Be(0, _tool.Error.ToString());
        var entry = Calibration(_tool.PathOf("out.json"), "extract").EnumerateArray().Should().ContainSingle().Subject;
        (entry.GetProperty("score").GetString(), entry.GetProperty("n").GetInt32(), entry.GetProperty("model").GetString()!.Length).Should().Be(("ease", 100, 16));
        (await _tool.Run("eval", "--config", _tool.PathOf("out.json"), "--recordings", _tool.PathOf("r.jsonl"))).Should().Be(0, _tool.Error.ToString());
        _tool.File("model.json", File.ReadAllText(_tool.PathOf("model.json")).Replace("\"mean\":2", "\"mean\":3", StringComparison.Ordinal));
        (await _tool.Run("eval", "--config", _tool.PathOf("out.json"), "--recordings", _tool.PathOf("r.jsonl"))).Should().Be(2);
        _tool.ErrorLines.Should().Contain(line => line.Contains("contracts.extract.calibration.0.model") && line.Contains("calibrate it again"));
    }

    [Fact]
    public async Task A_contract_is_calibrated_while_another_still_has_a_certificate_of_an_older_model()
    {
        _tool.File("model.json", """{"format":"tiered-routing/difficulty","version":1,"small":"a","large":"b","recordings":9,"probability":{"slope":1,"offset":0},"features":{"words":{"mean":2,"deviation":1,"weight":3}}}""");
        const string Old = """{ "score": "ease", "threshold": 0.5, "n": 100, "errors": 0, "bound": 0.03, "maxError": 0.05, "confidence": 0.95, "model": "0123456789abcdef" }""";
        _tool.File("routing.json", $$"""{ "TieredRouting": { "version": 1, "ladder": [ "nano", "full" ], {{Tiers}}, "models": { "difficulty": "model.json" }, "contracts": { "extract": { "intent": "extract", "calibration": [ {{Old}} ] }, "other": { "intent": "extract", "calibration": [ {{Old}} ] } } } }""");

        (await Run("routing.json", Lines(100), "--out", _tool.PathOf("out.json"))).Should().Be(0, _tool.Error.ToString());

        Calibration(_tool.PathOf("out.json"), "extract")[0].GetProperty("model").GetString().Should().NotBe("0123456789abcdef");
        Calibration(_tool.PathOf("out.json"), "other")[0].GetProperty("model").GetString().Should().Be("0123456789abcdef", "its turn has not come");
    }

    [Fact]
    public async Task An_audit_whose_answers_were_judged_certifies_too()
    {
        await Calibrate(Lines(1));
        var audit = _tool.File("audit.jsonl", [.. Enumerable.Range(0, 100).SelectMany(i => (string[])[
            $$$"""{"v":1,"id":"{{{i}}}","route":"{{{i}}}","time":"2026-03-01T09:30:00+00:00","contract":"extract","tier":"nano","attempts":[{"kind":"answer","tier":"nano","endpoint":"nano-a","verdict":"accepted"}],"outcome":"released"}""",
            $$$"""{"v":1,"event":"feedback","id":"f{{{i}}}","route":"{{{i}}}","time":"2026-03-01T09:31:00+00:00","details":{"feedback":"accepted"}}"""])]);

        var code = await _tool.Run("calibrate", "--config", _tool.PathOf("routing.json"), "--audit", audit, "--contract", "extract", "--out", _tool.PathOf("out.json"));

        code.Should().Be(0, _tool.Error.ToString());
        Calibration(_tool.PathOf("out.json"), "extract").EnumerateArray().Select(entry => (entry.GetProperty("threshold").GetDouble(), entry.GetProperty("n").GetInt32())).Should().Equal((1, 100));
        (await _tool.Run("calibrate", "--config", _tool.PathOf("routing.json"), "--audit", audit, "--recordings", _tool.PathOf("r.jsonl"), "--contract", "extract")).Should().Be(2);
        (await _tool.Run("calibrate", "--config", _tool.PathOf("routing.json"), "--contract", "extract")).Should().Be(2);
        _tool.ErrorLines.Should().Contain(line => line.Contains("calibrate needs '--recordings' or '--audit', and not both"));
    }

    [Fact]
    public async Task Nothing_certified_is_a_result_too()
    {
        var code = await Calibrate(Lines(20), "--max-error", "0.01", "--out", _tool.PathOf("out.json"));

        code.Should().Be(0);
        _tool.Out.ToString().Should().Contain("nothing could be certified: what 'nano' answers always escalates");
        Calibration(_tool.PathOf("out.json"), "extract")[0].GetProperty("threshold").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Json_is_printed_in_place_of_the_table_or_written_to_a_file()
    {
        await Calibrate(Lines(100), "--json");
        var printed = _tool.Results.Should().ContainSingle().Subject;
        await Calibrate(Lines(100), "--json", _tool.PathOf("c.json"));

        (printed.GetProperty("contract").GetString(), printed.GetProperty("tier").GetString(), printed.GetProperty("calibration").GetArrayLength()).Should().Be(("extract", "nano", 1));
        File.ReadAllText(_tool.PathOf("c.json")).Trim().Should().Be(printed.GetRawText());
    }

    [Theory]
    [InlineData("""{ "TieredRouting": { "version": 1, /* kept */ "ladder": [ "nano", "full" ], TIERS, "contracts": { "Extract": { "intent": "extract", }, }, }, "Other": 1 }""", "")]
    [InlineData("""{ "Other": { "contracts": 1 }, "tieredrouting": { "VERSION": 1, "ladder": [ "nano", "full" ], TIERS, "Contracts": { "faq": { "intent": "answer" }, "extract": { "intent": "extract", "Calibration": [ { "score": "agreement" } ], "gates": [] } } } }""", """[ { "score": "agreement" } ]""")]
    [InlineData("""{"TieredRouting":{"version":1,"ladder":["nano","full"],TIERS,"contracts":{"extract":{"intent":"extract","calibration":null}}}}""", "null")]
    [InlineData("{ \"TieredRouting\": { \"version\": 1, \"ladder\": [ \"nano\", \"full\" ], TIERS,\n  \"contracts\": {\n    \"extract\": {\n      // what it is\n      \"intent\": \"extract\"\n    } } } }", "")]
    public async Task Every_byte_beside_the_certificates_stays_as_it_is(string config, string replaced)
    {
        config = config.Replace("TIERS", Tiers, StringComparison.Ordinal);
        _tool.File("routing.json", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(config)]);

        var code = await Run("routing.json", Lines(100), "--out", _tool.PathOf("out.json"));

        code.Should().Be(0, _tool.Error.ToString());
        var written = File.ReadAllText(_tool.PathOf("out.json"));
        var before = config.Zip(written).TakeWhile(pair => pair.First == pair.Second).Count();
        var after = config[before..].Reverse().Zip(written[before..].Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
        replaced.Contains(config[before..^after], StringComparison.Ordinal).Should().BeTrue("nothing else is gone");
        written[before..^after].Should().Contain("\"validity\"");
        (await Run("out.json", Lines(100))).Should().Be(0, "what was written can be read");
    }

    [Fact]
    public async Task Reads_compressed_recordings_and_passes_over_other_contracts()
    {
        using (var packed = new GZipStream(File.Create(_tool.PathOf("r.jsonl.gz")), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(string.Join('\n', [.. Lines(100), Line("other", "faq", "c", "1")])));
        _tool.File("routing.json", Sections.Simple);

        var code = await _tool.Run("calibrate", "--config", _tool.PathOf("routing.json"), "--recordings", _tool.PathOf("r.jsonl.gz"), "--contract", "EXTRACT");

        code.Should().Be(0, _tool.Error.ToString());
        _tool.Out.ToString().Should().MatchRegex(@"validity\s+100\s+0");
    }

    [Theory]
    [InlineData("--max-error", "0", "'--max-error' must lie above 0 and below 1")]
    [InlineData("--max-error", "5", "'--max-error' must lie above 0 and below 1")]
    [InlineData("--confidence", "1", "'--confidence' must lie above 0 and below 1")]
    [InlineData("--confidence", "95%", "95%")]
    [InlineData("--concurrency", "0", "'--concurrency' must lie between 1 and 1024")]
    public async Task Options_out_of_range_are_refused(string option, string value, string why)
    {
        (await Calibrate(Lines(1), option, value)).Should().Be(2);
        _tool.Error.ToString().Should().Contain(why).And.NotContain("   at ");
    }

    [Fact]
    public async Task Bad_lines_are_named_and_nothing_is_written()
    {
        var code = await Calibrate([.. Lines(1), "{", """{"id":"x","contract":"extract","text":"?","answers":{"nano-a":[{"text":"secret","inputTokens":1,"outputTokens":1}]}}""", Line("0", "extract", "c", "1")], "--out", _tool.PathOf("out.json"));

        code.Should().Be(2);
        Errors.Should().SatisfyRespectively(
            line => line.Should().StartWith("error: r.jsonl(2): is not JSON"),
            line => line.Should().Be("error: r.jsonl(3): answers.nano-a[0] has no 'correct'"),
            line => line.Should().StartWith("error: r.jsonl(4): "));
        _tool.Error.ToString().Should().NotContain("secret");
        File.Exists(_tool.PathOf("out.json")).Should().BeFalse();
    }

    [Fact]
    public async Task A_file_without_what_is_asked_for_says_so()
    {
        (await Calibrate([])).Should().Be(2);
        (await Calibrate([Line("a", "faq", "c", "1")])).Should().Be(2);
        (await Run("routing.json", Lines(1), contract: "nobody's")).Should().Be(2);

        Errors.Should().Equal(
            "error: r.jsonl: holds no line",
            "error: r.jsonl: holds no request of the contract 'extract'",
            "error: the contract 'nobody's' is not declared; known: extract, faq");
    }

    [Fact]
    public async Task An_input_is_never_written_over()
    {
        (await Calibrate(Lines(1), "--out", _tool.PathOf("routing.json"))).Should().Be(2);
        _tool.Error.ToString().Should().Contain("routing.json: is an input of the same command");
    }

    [Fact]
    public async Task Help_shows_an_example()
    {
        (await _tool.Run("calibrate", "--help")).Should().Be(0);
        _tool.Out.ToString().Should().Contain("tiered-routing calibrate --config routing.json").And.Contain("--by-cohort");
    }

    public void Dispose() => _tool.Dispose();

    private IEnumerable<string> Errors => _tool.ErrorLines.Where(line => line.StartsWith("error:", StringComparison.Ordinal));

    private Task<int> Calibrate(IReadOnlyList<string> lines, params IReadOnlyList<string> more)
    {
        _tool.File("routing.json", Sections.Simple);
        return Run("routing.json", lines, more);
    }

    private Task<int> Run(string config, IReadOnlyList<string> lines, params IReadOnlyList<string> more) => Run(config, lines, "extract", more);

    private Task<int> Run(string config, IReadOnlyList<string> lines, string contract, IReadOnlyList<string>? more = null) =>
        _tool.Run(["calibrate", "--config", _tool.PathOf(config), "--recordings", _tool.File("r.jsonl", lines), "--contract", contract, .. more ?? []]);

    private static JsonElement Calibration(string file, string contract) =>
        JsonElement.Parse(File.ReadAllText(file)).GetProperty("TieredRouting").GetProperty("contracts").GetProperty(contract).GetProperty("calibration");

    private static List<string> Lines(int count, string cohort = "common", int from = 0) => [.. Enumerable.Range(from, count).Select(id => Line($"{id}", "extract", cohort, """{\"n\":1}"""))];

    private static string Line(string id, string contract, string cohort, string text) =>
        $$"""{"id":"{{id}}","contract":"{{contract}}","cohort":"{{cohort}}","text":"?","answers":{"nano-a":[{{Answer(text)}}],"mini-a":[{{Answer(text)}}],"full-a":[{{Answer(text)}}] } }""";

    private static string Answer(string text) => $$"""{"text":"{{text}}","correct":true,"inputTokens":10,"outputTokens":10}""";
}
