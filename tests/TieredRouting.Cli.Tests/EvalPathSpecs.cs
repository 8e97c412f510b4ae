namespace TieredRouting.Cli.Tests;

/// <summary>What eval writes never takes the place of what it, or another option, needs.</summary>
public sealed class EvalPathSpecs
{
    private const string Recording = """{"id":"a","contract":"faq","text":"?","answers":{"nano-a":[{"text":"x","correct":true,"inputTokens":1,"outputTokens":1}],"mini-a":[{"text":"x","correct":true,"inputTokens":1,"outputTokens":1}],"full-a":[{"text":"x","correct":true,"inputTokens":1,"outputTokens":1}]}}""";

    [Theory]
    [InlineData("--json", "same", "--resume", "same", "'--json' and '--resume' name the same file")]
    [InlineData("--json", "same", "--audit", "same", "'--json' and '--audit' name the same file")]
    [InlineData("--audit", "same", "--resume", "same", "'--audit' and '--resume' name the same file")]
    [InlineData("--html", "same", "--json", "same", "'--json' and '--html' name the same file")]
    [InlineData("--html", "routing.json", "--json", "j", "'--config' and '--html' name the same file")]
    [InlineData("--json", "r.jsonl", "--audit", "a", "'--recordings' and '--json' name the same file")]
    public async Task No_two_options_name_one_file(string one, string first, string other, string second, string error)
    {
        using var tool = new ToolRun();

        var code = await tool.Run("eval", "--config", tool.File("routing.json", Sections.Simple), "--recordings", tool.File("r.jsonl", Recording), one, tool.PathOf(first), other, tool.PathOf(second));

        code.Should().Be(2);
        tool.ErrorLines.Should().Contain($"error: {error}");
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--html")]
    [InlineData("--audit")]
    [InlineData("--resume")]
    public async Task No_option_makes_a_folder_for_what_it_writes(string option)
    {
        using var tool = new ToolRun();

        var code = await tool.Run("eval", "--config", tool.File("routing.json", Sections.Simple), "--recordings", tool.File("r.jsonl", Recording), option, tool.PathOf("nowhere/file"));

        code.Should().Be(2);
        tool.ErrorLines.Should().ContainMatch("error: file: the folder '*nowhere' is not there");
        Directory.Exists(tool.PathOf("nowhere")).Should().BeFalse();
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("--html")]
    public async Task A_report_never_takes_the_place_of_the_baseline_it_is_compared_with(string option)
    {
        using var tool = new ToolRun();
        var (config, recordings, baseline) = (tool.File("routing.json", Sections.Simple), tool.File("r.jsonl", Recording), tool.PathOf("main.json"));
        (await tool.Run("eval", "--config", config, "--recordings", recordings, "--json", baseline)).Should().Be(0, tool.Error.ToString());
        var before = await File.ReadAllTextAsync(baseline, TestContext.Current.CancellationToken);

        var code = await tool.Run("eval", "--config", config, "--recordings", recordings, "--gates", tool.File("gates.json", """{ "baseline": { "report": "main.json" } }"""), option, baseline);

        code.Should().Be(2);
        (await File.ReadAllTextAsync(baseline, TestContext.Current.CancellationToken)).Should().Be(before);
    }

    [Fact]
    public async Task Finished_requests_of_changed_recordings_are_not_gone_on_with()
    {
        using var tool = new ToolRun();
        var (config, resume) = (tool.File("routing.json", Sections.Simple), tool.PathOf("finished"));
        (await tool.Run("eval", "--config", config, "--recordings", tool.File("r.jsonl", Recording), "--resume", resume)).Should().Be(0, tool.Error.ToString());

        var code = await tool.Run("eval", "--config", config, "--recordings", tool.File("r.jsonl", Recording.Replace("\"id\":\"a\"", "\"id\":\"b\"", StringComparison.Ordinal)), "--resume", resume);

        code.Should().Be(2);
        tool.ErrorLines.Should().ContainMatch("*was begun with other recordings*");
    }
}
