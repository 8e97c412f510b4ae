using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace TieredRouting.Cli.Tests;

public sealed class DifficultySpecs
{
    [Fact]
    public async Task Trains_a_model_that_scores_what_the_small_endpoint_fails_at_higher()
    {
        using var tool = new ToolRun();

        var code = await Train(tool, Recordings(120));

        code.Should().Be(0, tool.Error.ToString());
        (await tool.Run("score", "--model", tool.PathOf("model.json"), "--requests", tool.File("requests.jsonl", """{"id":"easy","text":"Say hello to Ann"}""", """{"id":"hard","text":"If each of 12 boxes holds 3 more than 40 pens, how many pens are left after 77 are sold in 5 days, and what is the total per day?"}"""), "--out", tool.PathOf("scores.jsonl"))).Should().Be(0, tool.Error.ToString());
        var scores = File.ReadAllLines(tool.PathOf("scores.jsonl")).Select(line => JsonElement.Parse(line)).ToDictionary(line => line.GetProperty("id").GetString()!, line => line.GetProperty("difficulty").GetDouble());
        scores["hard"].Should().BeGreaterThan(scores["easy"]).And.BeInRange(0, 1);
    }

    [Fact]
    public async Task The_same_recordings_make_the_same_file_and_say_what_it_is_worth()
    {
        using var tool = new ToolRun();
        await Train(tool, Recordings(60), "--json", tool.PathOf("worth.json"));
        var first = File.ReadAllBytes(tool.PathOf("model.json"));

        await Train(tool, Recordings(60));

        File.ReadAllBytes(tool.PathOf("model.json")).Should().Equal(first);
        JsonElement.Parse(File.ReadAllText(tool.PathOf("worth.json"))).GetProperty("routing").GetProperty("apgr").GetDouble().Should().BeGreaterThan(0.7);
    }

    [Fact]
    public async Task Leaves_out_recordings_without_a_judged_answer_of_both()
    {
        using var tool = new ToolRun();

        var code = await Train(tool, [.. Recordings(40), """{"id":"x","text":"one","answers":{"small":[{"text":"","correct":true}]}}""", """{"id":"y","text":"two","answers":{"small":[{"text":""}],"large":[{"text":"","correct":true}]}}"""]);

        code.Should().Be(0);
        tool.Error.ToString().Should().Contain("2 recordings are left out");
    }

    [Fact]
    public async Task Refuses_what_teaches_nothing_and_names_the_endpoints_there_are()
    {
        using var tool = new ToolRun();

        var code = await Train(tool, ["""{"id":"x","text":"one","answers":{"other":[{"text":"","correct":true}]}}"""]);

        code.Should().Be(2);
        tool.Error.ToString().Should().Contain("recordings.jsonl: teaches nothing").And.Contain("endpoints there: other");
        File.Exists(tool.PathOf("model.json")).Should().BeFalse();
    }

    [Fact]
    public async Task A_labelled_audit_that_holds_what_was_asked_teaches_too()
    {
        using var tool = new ToolRun();
        var audit = tool.File("audit.jsonl", [.. Enumerable.Range(0, 120).SelectMany(Audited)]);

        var code = await tool.Run("train", "--audit", audit, "--small", "small", "--large", "large", "--out", tool.PathOf("model.json"), "--json", tool.PathOf("worth.json"));

        code.Should().Be(0, tool.Error.ToString());
        var worth = JsonElement.Parse(File.ReadAllText(tool.PathOf("worth.json")));
        (worth.GetProperty("recordings").GetInt32(), worth.GetProperty("leftOut").GetInt32()).Should().Be((120, 0));
        worth.GetProperty("routing").GetProperty("apgr").GetDouble().Should().BeGreaterThan(0.7);
        tool.Out.ToString().Should().Contain("learnt from 120 requests");
    }

    [Fact]
    public async Task It_learns_from_the_requests_of_one_contract_where_one_is_named()
    {
        using var tool = new ToolRun();
        var others = Enumerable.Range(200, 20).SelectMany(Audited).Select(line => line.Replace("\"faq\"", "\"other\"", StringComparison.Ordinal));
        var audit = tool.File("audit.jsonl", [.. Enumerable.Range(0, 60).SelectMany(Audited), .. others]);

        (await tool.Run("train", "--audit", audit, "--contract", "faq", "--small", "small", "--large", "large", "--out", tool.PathOf("model.json"))).Should().Be(0, tool.Error.ToString());
        (await tool.Run("train", "--audit", audit, "--contract", "none", "--small", "small", "--large", "large", "--out", tool.PathOf("none.json"))).Should().Be(2);
        (await tool.Run("train", "--audit", audit, "--contract", " ", "--small", "small", "--large", "large", "--out", tool.PathOf("none.json"))).Should().Be(2);

        tool.Out.ToString().Should().Contain("learnt from 60 requests");
        tool.Error.ToString().Should().Contain("audit.jsonl: teaches nothing: it holds no request of the contract 'none'").And.Contain("'--contract' must name a contract");
    }

    [Fact]
    public async Task An_audit_with_a_line_that_cannot_be_used_is_named_by_file_line_and_property()
    {
        using var tool = new ToolRun();
        var audit = tool.File("audit.jsonl", [.. Enumerable.Range(0, 60).SelectMany(Audited), .. Audited(60).Select(line => line.Replace("\"attempts\":[", "\"attempts\":[null,", StringComparison.Ordinal))]);

        var code = await tool.Run("train", "--audit", audit, "--small", "small", "--large", "large", "--out", tool.PathOf("model.json"));

        code.Should().Be(2);
        tool.ErrorLines.Should().ContainSingle().Which.Should().EndWith("audit.jsonl(121): is no audit record ($.attempts)");
        File.Exists(tool.PathOf("model.json")).Should().BeFalse();
    }

    [Fact]
    public async Task It_learns_from_recordings_or_from_an_audit()
    {
        using var tool = new ToolRun();
        var file = tool.File("lines.jsonl", Recordings(2));

        (await tool.Run("train", "--recordings", file, "--audit", file, "--small", "small", "--large", "large", "--out", tool.PathOf("model.json"))).Should().Be(2);
        (await tool.Run("train", "--small", "small", "--large", "large", "--out", tool.PathOf("model.json"))).Should().Be(2);

        tool.ErrorLines.Should().OnlyContain(line => line.Contains("train needs '--recordings' or '--audit', and not both")).And.HaveCount(2);
    }

    [Theory]
    [InlineData("\"version\": 1,", "\"version\": 9,", "model.json(3): version must be 1")]
    [InlineData("\"words\": {", "\"wrods\": {", "features.wrods")]
    [InlineData("\"format\":", "\"fromat\":", ": format is not there")]
    public async Task Names_the_line_and_the_property_of_a_corrupt_model(string written, string broken, string error)
    {
        using var tool = new ToolRun();
        await Train(tool, Recordings(40));
        var model = File.ReadAllText(tool.PathOf("model.json"));
        model.Should().Contain(written);
        tool.Error.GetStringBuilder().Clear();

        var code = await tool.Run("score", "--model", tool.File("model.json", model.Replace(written, broken, StringComparison.Ordinal)), "--requests", tool.File("requests.jsonl", """{"id":"a","text":"Hi"}"""));

        code.Should().Be(2);
        tool.Error.ToString().Should().Contain(error);
    }

    [Fact]
    public async Task A_model_whose_sums_would_be_infinite_scores_nothing_and_is_named()
    {
        using var tool = new ToolRun();
        await Train(tool, Recordings(40));
        var model = Regex.Replace(File.ReadAllText(tool.PathOf("model.json")), "\"weight\": [-0-9.Ee]+", "\"weight\": 1e308");
        tool.Out.GetStringBuilder().Clear();

        var code = await tool.Run("score", "--model", tool.File("huge.json", model), "--requests", tool.File("requests.jsonl", Recordings(2)));

        code.Should().Be(2);
        tool.Out.ToString().Should().BeEmpty();
        tool.ErrorLines[^1].Should().MatchRegex(@"^error: huge\.json\(\d+\): features\.\w+\.weight must be no larger than 1e9, and no smaller than -1e9$");
    }

    [Fact]
    public async Task Scores_the_lines_that_can_be_used_and_names_the_others()
    {
        using var tool = new ToolRun();
        await Train(tool, Recordings(40));

        var code = await tool.Run("score", "--model", tool.PathOf("model.json"), "--requests", tool.File("requests.jsonl", """{"id":"a","text":"Hi"}""", "{", """{"id":"a","text":"again"}"""), "--out", tool.PathOf("scores.jsonl"));

        code.Should().Be(2);
        tool.Error.ToString().Should().Contain("requests.jsonl(2):").And.Contain("requests.jsonl(3):").And.NotContain("again");
        File.ReadAllLines(tool.PathOf("scores.jsonl")).Should().ContainSingle();
    }

    [Theory]
    [InlineData("requests.jsonl", "", "requests.jsonl: holds no line")]
    [InlineData("requests.jsonl", "77u/", "requests.jsonl: holds no line")]
    [InlineData("requests.jsonl", "ew==", "requests.jsonl(1): ")]
    [InlineData("requests.jsonl.gz", "H4sIAAAAAAAAAw==", "requests.jsonl.gz: cannot be read to its end")]
    public async Task What_is_there_stays_where_nothing_could_be_scored(string name, string base64, string error)
    {
        using var tool = new ToolRun();
        await Train(tool, Recordings(40));
        var (scores, summary) = (tool.File("keep.jsonl", "scores"), tool.File("summary.json", "summary"));

        var code = await tool.Run("score", "--model", tool.PathOf("model.json"), "--requests", tool.File(name, Convert.FromBase64String(base64)), "--out", scores, "--json", summary);

        code.Should().Be(2);
        tool.ErrorLines[^1].Should().Contain(error);
        File.ReadAllLines(scores).Should().Equal("scores");
        File.ReadAllLines(summary).Should().Equal("summary");
    }

    [Fact]
    public async Task Json_without_a_file_takes_the_place_of_the_table_on_standard_output()
    {
        using var tool = new ToolRun();

        (await Train(tool, Recordings(60), "--json")).Should().Be(0, tool.Error.ToString());
        JsonElement.Parse(tool.Out.ToString()).GetProperty("recordings").GetInt32().Should().Be(60);

        using var scoring = new ToolRun();
        string[] score = ["score", "--model", tool.PathOf("model.json"), "--requests", scoring.File("requests.jsonl", """{"id":"a","text":"Hi"}"""), "--json"];
        (await scoring.Run([.. score, "--out", scoring.PathOf("scores.jsonl")])).Should().Be(0, scoring.Error.ToString());
        JsonElement.Parse(scoring.Out.ToString()).GetProperty("scored").GetInt32().Should().Be(1);
        (await scoring.Run(score)).Should().Be(2, "the scores are on standard output then");
        scoring.Error.ToString().Should().Contain("'--json' names no file, and standard output takes the scores");
    }

    [Fact]
    public async Task A_disk_that_is_full_is_said_by_the_name_of_the_file()
    {
        using var tool = new ToolRun();
        (await Train(tool, Recordings(40))).Should().Be(0, tool.Error.ToString());
        var requests = tool.File("requests.jsonl", Recordings(40));
        tool.Error.GetStringBuilder().Clear();

        (await tool.Run("score", "--model", tool.PathOf("model.json"), "--requests", requests, "--out", tool.FullDisk("s.jsonl"))).Should().Be(2);
        (await tool.Run("train", "--recordings", requests, "--small", "small", "--large", "large", "--out", tool.FullDisk("m.json"))).Should().Be(2);

        tool.ErrorLines.Should().Equal("error: s.jsonl: cannot be written: no space is left", "error: m.json: cannot be written: no space is left");
    }

    private static Task<int> Train(ToolRun tool, IReadOnlyList<string> recordings, params IReadOnlyList<string> more) =>
        tool.Run(["train", "--recordings", tool.File("recordings.jsonl", recordings), "--small", "small", "--large", "large", "--out", tool.PathOf("model.json"), .. more]);

    private static string[] Recordings(int count) => [.. Enumerable.Range(0, count).Select(Recording)];

    private static string Recording(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$$"""{"id":"{{{number}}}","text":"{{{Text(number)}}}","answers":{"small":[{"text":"","correct":{{{(IsHard(number) ? "false" : "true")}}}}],"large":[{"text":"","correct":true}]}}""");

    private static string[] Audited(int number)
    {
        var attempts = IsHard(number) ? """{"kind":"answer","endpoint":"small","verdict":["refusal"]},{"kind":"answer","endpoint":"large","verdict":"accepted"}""" : """{"kind":"answer","endpoint":"small","verdict":"accepted"}""";
        return [
            $$$"""{"v":1,"id":"{{{number}}}","route":"{{{number}}}","time":"2026-03-01T09:30:00+00:00","contract":"faq","attempts":[{{{attempts}}}],"outcome":"released","content":{"messages":[{"role":"user","text":"{{{Text(number)}}}"}],"answer":"so"}}""",
            $$$"""{"v":1,"event":"feedback","id":"f{{{number}}}","route":"{{{number}}}","time":"2026-03-01T09:31:00+00:00","details":{"feedback":"accepted"}}"""];
    }

    private static bool IsHard(int number) => number % 2 == 0;

    private static string Text(int number) => IsHard(number)
        ? $"If each of {number + 7} bags holds {number + 3} more apples than {number} boxes, how many apples are left after {number + 11} are sold in {number % 5} days?"
        : $"Say hello to friend number {number}";
}
