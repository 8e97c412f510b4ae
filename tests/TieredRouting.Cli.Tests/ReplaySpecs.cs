using System.Text.Json;

namespace TieredRouting.Cli.Tests;

public sealed class ReplaySpecs
{
    private const string Recordings = """{"id":"1","contract":"faq","cohort":"de","text":"a secret word, mail bob@example.org","answers":{"nano-a":[{"text":"ok","correct":true,"inputTokens":10,"outputTokens":10}],"mini-a":[{"text":"ok","correct":true,"inputTokens":10,"outputTokens":10}]}}""";

    [Fact]
    public async Task What_an_evaluation_wrote_is_replayed_without_a_change()
    {
        using var tool = await Audited();

        (await tool.Run("replay", "--config", tool.File("same.json", Sections.Simple), "--audit", tool.PathOf("audit.jsonl"), "--json")).Should().Be(0, tool.Error.ToString());

        var report = JsonElement.Parse(tool.Out.ToString());
        report.EnumerateObject().Take(6).Select(property => property.Name).Should().Equal("requests", "changed", "tier", "approval", "gates", "estimatedCost");
        report.GetProperty("changed").GetInt32().Should().Be(0);
        report.GetProperty("requests").GetInt32().Should().Be(1);
        report.GetProperty("uncovered").GetArrayLength().Should().Be(0);
        report.GetProperty("estimatedCost").GetProperty("candidate").GetDecimal().Should().Be(report.GetProperty("estimatedCost").GetProperty("now").GetDecimal()).And.BePositive();
    }

    [Fact]
    public async Task What_would_change_stands_in_the_table_and_in_the_file_and_no_text_anywhere()
    {
        using var tool = await Audited();
        var candidate = tool.File("candidate.json", Sections.Simple.Replace("\"startTier\": \"nano\"", "\"startTier\": \"mini\", \"approval\": \"always\"").Replace("\"gates\": []", "\"gates\": [ \"pii-leak\" ]"));

        (await tool.Run("replay", "--config", candidate, "--audit", tool.PathOf("audit.jsonl"), "--json", tool.PathOf("diff.json"))).Should().Be(0, tool.Error.ToString());

        var text = await File.ReadAllTextAsync(tool.PathOf("diff.json"), CancellationToken.None);
        var diff = JsonElement.Parse(text);
        diff.GetProperty("tier").GetRawText().Should().Contain("\"nano→mini\": 1");
        diff.GetProperty("approval").GetProperty("added").GetInt32().Should().Be(1);
        diff.GetProperty("gates").GetProperty("added").GetProperty("pii-leak").GetInt32().Should().Be(1);
        diff.GetProperty("uncovered").GetArrayLength().Should().Be(1);
        tool.Out.ToString().Should().Contain("tier nano→mini").And.Contain("not covered: ").And.Contain("faq");
        (text + tool.Out + tool.Error).Should().NotContainAny("secret", "bob@");
    }

    [Fact]
    public async Task What_cannot_be_used_ends_with_2_and_keeps_the_rest()
    {
        using var tool = await Audited();
        await File.AppendAllLinesAsync(tool.PathOf("audit.jsonl"), ["{\"v\":9}", "nothing"], CancellationToken.None);

        (await tool.Run("replay", "--config", tool.File("same.json", Sections.Simple), "--audit", tool.PathOf("audit.jsonl"), "--json", tool.PathOf("diff.json"))).Should().Be(2);

        tool.ErrorLines.Where(line => line.StartsWith("error", StringComparison.Ordinal)).Should().Equal("error: audit.jsonl(2): it is of version 9 of the audit record, and this library reads version 1", "error: audit.jsonl(3): is no audit record");
        JsonElement.Parse(await File.ReadAllTextAsync(tool.PathOf("diff.json"), CancellationToken.None)).GetProperty("unusable").GetInt32().Should().Be(2);
    }

    [Fact]
    public async Task A_last_line_that_is_cut_off_ends_with_2_and_its_place_in_every_command()
    {
        using var tool = await Audited();
        var (config, audit) = (tool.File("same.json", Sections.Simple), tool.PathOf("audit.jsonl"));
        await File.AppendAllTextAsync(audit, (await File.ReadAllTextAsync(audit, CancellationToken.None))[..300], CancellationToken.None);

        (await tool.Run("replay", "--config", config, "--audit", audit, "--json", tool.PathOf("diff.json"))).Should().Be(2);
        (await tool.Run("advise", "--config", config, "--audit", audit, "--json", tool.PathOf("advice.json"))).Should().Be(2);
        (await tool.Run("train", "--audit", audit, "--small", "nano-a", "--large", "mini-a", "--out", tool.PathOf("model.json"))).Should().Be(2);
        (await tool.Run("calibrate", "--config", config, "--audit", audit, "--contract", "extract", "--out", tool.PathOf("certificate.json"))).Should().Be(2);

        tool.ErrorLines.Where(line => line.StartsWith("error: audit", StringComparison.Ordinal)).Should().Equal(Enumerable.Repeat("error: audit.jsonl(2): is cut off: the line has no end", 4));
        JsonElement.Parse(await File.ReadAllTextAsync(tool.PathOf("diff.json"), CancellationToken.None)).GetProperty("requests").GetInt32().Should().Be(1);
        JsonElement.Parse(await File.ReadAllTextAsync(tool.PathOf("advice.json"), CancellationToken.None)).GetProperty("advice").GetArrayLength().Should().Be(1);
        File.Exists(tool.PathOf("model.json")).Should().BeFalse();
    }

    [Fact]
    public async Task A_packed_file_that_was_cut_off_ends_with_2_and_its_place()
    {
        using var tool = await Audited();
        var lines = await File.ReadAllTextAsync(tool.PathOf("audit.jsonl"), CancellationToken.None);
        using var packed = new MemoryStream();
        await using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            await zip.WriteAsync(System.Text.Encoding.UTF8.GetBytes(lines), CancellationToken.None);

        (await tool.Run("replay", "--config", tool.File("same.json", Sections.Simple), "--audit", tool.File("cut.jsonl.gz", packed.ToArray()[..^60]))).Should().Be(2);
        (await tool.Run("replay", "--config", tool.PathOf("same.json"), "--audit", tool.File("unnamed.jsonl", packed.ToArray()))).Should().Be(2);

        tool.Error.ToString().Should().Contain("cut.jsonl.gz(1): the packed file is damaged or was cut off here").And.Contain("unnamed.jsonl: is compressed; give it a name that ends in .gz");
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("advise")]
    public async Task A_line_that_is_too_long_is_no_damage_to_a_packed_file(string command)
    {
        using var tool = await Audited();
        using (var zip = new System.IO.Compression.GZipStream(File.Create(tool.PathOf("long.jsonl.gz")), System.IO.Compression.CompressionLevel.Fastest))
        {
            zip.Write(await File.ReadAllBytesAsync(tool.PathOf("audit.jsonl"), CancellationToken.None));
            for (var i = 0; i < 65; i++)
                zip.Write(new byte[1024 * 1024]);
        }

        (await tool.Run(command, "--config", tool.File("same.json", Sections.Simple), "--audit", tool.PathOf("long.jsonl.gz"))).Should().Be(2);

        tool.ErrorLines.Where(line => line.StartsWith("error", StringComparison.Ordinal)).Should().Equal("error: long.jsonl.gz(2): it is longer than 64 MB");
    }

    [Fact]
    public async Task A_disk_that_is_full_is_said_by_the_name_of_the_file()
    {
        using var tool = await Audited();
        var config = tool.File("same.json", Sections.Simple);
        tool.Error.GetStringBuilder().Clear();

        (await tool.Run("replay", "--config", config, "--audit", tool.PathOf("audit.jsonl"), "--json", tool.FullDisk("diff.json"))).Should().Be(2);
        (await tool.Run("eval", "--config", config, "--recordings", tool.PathOf("recordings.jsonl"), "--json", tool.FullDisk("report.json"))).Should().Be(2);
        (await tool.Run("eval", "--config", config, "--recordings", tool.PathOf("recordings.jsonl"), "--html", tool.FullDisk("report.html"))).Should().Be(2);

        tool.ErrorLines.Where(line => line.StartsWith("error", StringComparison.Ordinal)).Should().Equal(
            "error: diff.json: cannot be written: no space is left",
            "error: report.json: cannot be written: no space is left",
            "error: report.html: cannot be written: no space is left");
    }

    [Fact]
    public async Task A_table_for_which_no_space_is_left_is_said_in_words()
    {
        using var tool = await Audited();
        tool.Error.GetStringBuilder().Clear();
        await using var full = new StreamWriter(new FileStream(tool.FullDisk("full"), FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0));
        full.AutoFlush = true;

        var code = await Tool.RunAsync(["replay", "--config", tool.PathOf("routing.json"), "--audit", tool.PathOf("audit.jsonl")], new Terminal(full, tool.Error, ShowsProgress: false), CancellationToken.None);

        code.Should().Be(2);
        tool.ErrorLines[^1].Should().Be("error: a result cannot be written: no space is left");
    }

    [Fact]
    public async Task An_input_is_never_written_over_and_a_file_that_is_not_there_is_named()
    {
        using var tool = await Audited();
        var config = tool.File("same.json", Sections.Simple);

        (await tool.Run("replay", "--config", config, "--audit", tool.PathOf("audit.jsonl"), "--json", tool.PathOf("audit.jsonl"))).Should().Be(2);
        (await tool.Run("replay", "--config", config, "--audit", tool.PathOf("none.jsonl"))).Should().Be(2);
        (await tool.Run("replay", "--config", config)).Should().Be(2);

        tool.Error.ToString().Should().Contain("would be written over").And.Contain("none.jsonl: is not there").And.NotContain("   at ");
    }

    [Fact]
    public async Task Advice_is_given_in_words_and_as_json()
    {
        using var tool = await Audited();
        var config = tool.File("same.json", Sections.Simple);

        (await tool.Run("advise", "--config", config, "--audit", tool.PathOf("audit.jsonl"))).Should().Be(0, tool.Error.ToString());
        (await tool.Run("advise", "--config", config, "--audit", tool.PathOf("audit.jsonl"), "--json", tool.PathOf("advice.json"))).Should().Be(0, tool.Error.ToString());

        tool.Out.ToString().Should().Contain("faq de: keep, since too few requests started on nano: 1 of at least 30");
        var advice = JsonElement.Parse(await File.ReadAllTextAsync(tool.PathOf("advice.json"), CancellationToken.None)).GetProperty("advice")[0];
        advice.GetProperty("advice").GetString().Should().Be("keep");
        advice.GetProperty("tiers").GetProperty("nano").GetProperty("requests").GetInt32().Should().Be(1);
    }

    [Theory]
    [InlineData("replay")]
    [InlineData("advise")]
    public async Task Help_shows_an_example(string command)
    {
        using var tool = new ToolRun();

        (await tool.Run(command, "--help")).Should().Be(0);

        tool.Out.ToString().Should().Contain("Examples:").And.Contain($"tiered-routing {command} --");
    }

    private static async Task<ToolRun> Audited()
    {
        var tool = new ToolRun();
        var code = await tool.Run("eval", "--config", tool.File("routing.json", Sections.Simple), "--recordings", tool.File("recordings.jsonl", Recordings), "--audit", tool.PathOf("audit.jsonl"));
        code.Should().Be(0, tool.Error.ToString());
        tool.Out.GetStringBuilder().Clear();
        return tool;
    }
}
