using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Cli.Tests;

public sealed class ExplainSpecs
{
    [Fact]
    public async Task Says_how_each_request_would_be_routed_and_why()
    {
        using var tool = new ToolRun();

        var code = await tool.Explain(
            Sections.Simple,
            """{"id":"a","contract":"faq","text":"When do you open?"}""",
            """{"id":"b","contract":"faq","text":"Mail bob@example.org","tools":[{"name":"send","description":"sends"},{"name":"look","description":"looks","readOnly":true},{"name":"drop","destructive":true}],"facts":{"recipients":500}}""");

        code.Should().Be(0);
        tool.Results.Select(decision => decision.GetProperty("id").GetString()).Should().Equal("a", "b");
        tool.Results[0].EnumerateObject().Select(property => property.Name).Should().Equal(
            "id", "contract", "class", "tier", "floor", "lane", "approval", "gates", "tools", "signals", "reasons", "unroutable");
        Text(tool.Results[0], "class", "tier", "floor", "lane").Should().Equal("T0", "nano", "nano", "standard");
        var risky = tool.Results[1];
        Text(risky, "class", "tier", "floor", "lane").Should().Equal("T2", "mini", "mini", "sensitive");
        risky.GetProperty("approval").GetBoolean().Should().BeTrue();
        risky.GetProperty("tools").GetRawText().Should().Be("""{"send":"write","look":"read","drop":"destructive"}""");
        risky.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetProperty("rule").GetString()).Should().BeInAscendingOrder().And.Contain("blast-radius");
    }

    [Fact]
    public async Task Evidence_gives_places_and_never_the_text()
    {
        using var tool = new ToolRun();

        await tool.Explain(Sections.Simple, """{"id":"a","contract":"faq","text":"😀 mail bob@example.org now"}""");

        var evidence = tool.Results[0].GetProperty("signals").GetProperty("policyLane").GetProperty("evidence")[0];
        evidence.GetRawText().Should().Be("""{"kind":"email","start":8,"length":15}""");
        tool.Out.ToString().Should().NotContain("bob");
    }

    [Fact]
    public async Task Takes_texts_messages_and_texts_in_base64()
    {
        using var tool = new ToolRun();
        var hidden = Convert.ToBase64String(Encoding.UTF8.GetBytes("mail bob@example.org"));

        var code = await tool.Explain(
            Sections.Simple,
            $$"""{"id":"hidden","contract":"faq","textBase64":"{{hidden}}"}""",
            """{"id":"talk","contract":"faq","messages":[{"role":"system","text":"be brief"},{"role":"user","text":"mail bob@example.org"},{"role":"assistant","text":"ok"}]}""");

        code.Should().Be(0, tool.Error.ToString());
        tool.Results.Should().OnlyContain(decision => decision.GetProperty("lane").GetString() == "sensitive");
    }

    [Fact]
    public async Task Reads_compressed_requests_and_writes_a_file()
    {
        using var tool = new ToolRun();
        var requests = tool.PathOf("requests.jsonl.gz");
        await using (var packed = new GZipStream(File.Create(requests), CompressionLevel.Fastest))
            packed.Write("""{"id":"a","contract":"faq","text":"When?"}"""u8);

        var code = await tool.Run("explain", "--config", tool.File("routing.json", Sections.Simple), "--requests", requests, "--out", tool.PathOf("decisions.jsonl"));

        code.Should().Be(0, tool.Error.ToString());
        tool.Out.ToString().Should().BeEmpty();
        File.ReadAllLines(tool.PathOf("decisions.jsonl")).Should().ContainSingle().Which.Should().StartWith("""{"id":"a",""");
    }

    [Fact]
    public async Task Chooses_the_contract_by_examples_or_says_that_none_fits()
    {
        using var tool = new ToolRun();
        var section = Sections.With("""
            "hours": { "intent": "answer", "startTier": "nano", "gates": [], "quality": { "minimumScore": 0.9 }, "examples": [ "When do you open?", "Are you open on Sunday?", "Until when is the shop open?", "What are your opening hours?" ] },
            "refund": { "intent": "plan", "examples": [ "I want my money back", "Please refund the lamp", "How do I get a refund?", "Can I have my money back?" ] }
            """);

        var code = await tool.Explain(
            section,
            """{"id":"a","contract":"auto","text":"are you open on monday"}""",
            """{"id":"b","contract":"auto","text":"i want a refund for the chair"}""",
            """{"id":"c","contract":"auto","text":"tell me a joke about penguins, to penguin@example.org"}""");

        code.Should().Be(0, tool.Error.ToString());
        tool.Results.Select(decision => Text(decision, "contract", "tier")).Should().BeEquivalentTo([["hours", "nano"], ["refund", "full"], new[] { "auto", null }], options => options.WithStrictOrdering());
        tool.Results.Select(decision => decision.GetProperty("signals").GetProperty("intent").GetProperty("value").GetString()).Should().Equal("hours", "refund", null);
        tool.Results.Select(decision => decision.GetProperty("signals").GetProperty("intent").GetProperty("available").GetBoolean()).Should().OnlyContain(available => available);
        tool.Results[2].GetProperty("unroutable").GetString().Should().StartWith("the request is for none of the contracts that give examples; the nearest is '");
        tool.Results[2].GetProperty("lane").GetString().Should().Be("sensitive", "what holds for every contract is measured all the same");
        tool.Results[0].GetProperty("unroutable").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData("""{"id":"x","contract":"nobody","text":"?"}""", "contract 'nobody' is not declared; known: extract, faq")]
    [InlineData("""{"id":"x","text":"?"}""", "names no contract, and there is no contract 'default'; known: extract, faq")]
    [InlineData("""{"contract":"faq","text":"?"}""", "has no 'id'")]
    [InlineData("""{"id":"x","contract":"faq"}""", "needs exactly one of 'text', 'textBase64' and 'messages'")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","messages":[]}""", "needs exactly one of *")]
    [InlineData("""{"id":"x","contract":"faq","messages":[]}""", "has no message")]
    [InlineData("""{"id":"x","contract":"faq","messages":[null]}""", "has a message without 'text'")]
    [InlineData("""{"id":"x","contract":"faq","messages":[{"role":"god","text":"a"}]}""", "has a message whose 'role' is none of *")]
    [InlineData("""{"id":"x","contract":"faq","textBase64":"%"}""", "has a 'textBase64' that is not UTF-8 in base64")]
    [InlineData("""{"id":"x","contract":"faq","textBase64":"/w=="}""", "has a 'textBase64' that is not UTF-8 in base64")]
    [InlineData("""{"id":"x","contract":"faq","text":"\ud800"}""", "text is not valid Unicode")]
    [InlineData("""{"id":"x","contract":"faq","text":7}""", "text cannot be read: *")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","facts":{"recipients":"many"}}""", "facts.recipients cannot be read: *")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","tools":[{"name":"t","parameters":5}]}""", "has a tool whose 'parameters' are no object")]
    [InlineData("""{"id":"x","contract":"auto","text":"a"}""", "The request asks for a contract to be chosen, and there is none to choose from: no contract gives examples")]
    [InlineData("""{"id":"x","contract":"faq\u001b[31m\nx","text":"a"}""", "contract 'faq [31m x' is not declared; *")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","facts":{"recipients":-5}}""", "has a negative fact: *")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","facts":{"recipients":99999999999999999999}}""", "facts.recipients cannot be read: *")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","facts":{"retrievalConfidence":1.5}}""", "has a 'retrievalConfidence' that *")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","facts":{"userTier":" "}}""", "has an empty 'userTier'")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","facts":{"step":"one"}}""", "has a 'step' without its 'workflow'")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","tools":[{"description":"b"}]}""", "has a tool without 'name'")]
    [InlineData("""{"id":"x","contract":"faq","text":"a","text":"b"}""", "text is there twice")]
    [InlineData("""{"id":"x","contract":"faq","text":"a" """, "is not JSON, from byte *")]
    [InlineData("null", "holds null")]
    [InlineData("[]", "the line cannot be read: *")]
    public async Task A_line_that_cannot_be_used_is_named_and_the_others_are_decided(string line, string error)
    {
        using var tool = new ToolRun();

        var code = await tool.Explain(Sections.Simple, """{"id":"good","contract":"faq","text":"?"}""", string.Empty, line);

        code.Should().Be(2);
        tool.ErrorLines.Should().ContainSingle(found => found.StartsWith("error: ")).Which.Should().Match($"error: requests.jsonl(3): {error}");
        tool.Results.Should().ContainSingle();
        tool.Error.ToString().Should().NotContain("   at ");
    }

    [Fact]
    public async Task A_file_of_results_is_left_alone_when_a_line_could_not_be_used()
    {
        using var tool = new ToolRun();
        var decisions = tool.File("decisions.jsonl", "before");

        var code = await tool.Run("explain", "--config", tool.File("routing.json", Sections.Simple), "--requests", tool.File("r.jsonl", "{}"), "--out", decisions);

        code.Should().Be(2);
        File.ReadAllText(decisions).Trim().Should().Be("before");
        Directory.GetFiles(Path.GetDirectoryName(decisions)!).Should().HaveCount(3);
    }

    [Fact]
    public async Task Of_many_lines_that_cannot_be_used_the_first_are_named()
    {
        using var tool = new ToolRun();

        await tool.Explain(Sections.Simple, [.. Enumerable.Repeat("{}", 25)]);

        tool.ErrorLines.Where(line => line.StartsWith("error: ")).Should().HaveCount(21).And.Subject.Last().Should().Contain("5 more lines");
    }

    [Fact]
    public async Task What_is_not_read_is_said()
    {
        using var tool = new ToolRun();

        var code = await tool.Explain(Sections.Simple, """{"id":"a","contract":"faq","text":"?","gold":"x","fact":{},"facts":{"recipient":7}}""");

        code.Should().Be(0);
        tool.ErrorLines.Should().Contain("warning: requests.jsonl: not read: fact, facts.recipient, gold");
    }

    [Theory]
    [InlineData("", "routing.json: is not JSON*")]
    [InlineData("[]", "routing.json: holds no section 'TieredRouting'")]
    [InlineData("""{ "Tiered": {} }""", "routing.json: holds no section 'TieredRouting'")]
    [InlineData("""{ "TieredRouting": { "version": 1 }, "tieredrouting": {} }""", "routing.json: holds the section 'TieredRouting' twice")]
    [InlineData("""{ "TieredRouting": { "version": 1, "ID": 1, "id": 2 } }""", "routing.json: id: is there twice")]
    [InlineData("""{ "TieredRouting": { "version": 1, "x": "\ud800" } }""", "routing.json: holds text that is not valid Unicode")]
    [InlineData("""{ "TieredRouting": [ 1 ] }""", "routing.json: *")]
    [InlineData("""{ "TieredRouting": { "version": 1, "ladder": [ "a" ] } }""", "routing.json: ladder: names 'a', which is no tier*")]
    public async Task A_configuration_that_cannot_be_used_is_refused_with_every_error(string config, string error)
    {
        using var tool = new ToolRun();

        var code = await tool.Explain(config, """{"id":"a","contract":"faq","text":"?"}""");

        code.Should().Be(2);
        tool.ErrorLines.Should().ContainMatch($"error: {error}").And.OnlyContain(line => line.StartsWith("error: "));
    }

    [Fact]
    public async Task A_file_with_a_byte_order_mark_comments_and_trailing_commas_is_read_as_the_host_reads_it()
    {
        using var tool = new ToolRun();
        var marked = (byte[])[0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"// mine\n{Sections.Simple}")];

        var code = await tool.Run("explain", "--config", tool.File("routing.json", marked), "--requests", tool.File("r.jsonl", """{"id":"a","contract":"faq","text":"?"}"""));

        code.Should().Be(0, tool.Error.ToString());
    }

    [Fact]
    public async Task A_line_that_is_nested_deeply_is_said_to_be()
    {
        using var tool = new ToolRun();
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        await tool.Explain(Sections.Simple, $$"""{"id":"x","contract":"faq","text":"a","other":{{deep}}}""");

        tool.ErrorLines.Should().Contain("error: requests.jsonl(1): is nested too deeply");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.99)]
    public async Task A_compressed_file_that_was_cut_off_is_not_taken_for_whole(double share)
    {
        using var tool = new ToolRun();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            for (var i = 0; i < 2_000; i++)
            {
                gzip.Write(Encoding.UTF8.GetBytes($$"""{"id":"{{i}}","contract":"faq","text":"When?"}""" + "\n"));
                if (i == 1_000)
                    gzip.Flush();
            }
        }

        var cut = packed.ToArray()[..(int)(packed.Length * share)];
        var code = await tool.Run("explain", "--config", tool.File("routing.json", Sections.Simple), "--requests", tool.File("r.jsonl.gz", cut));

        code.Should().Be(2);
        tool.ErrorLines.Should().ContainMatch("error: r.jsonl.gz: cannot be read to its end*");
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41, 0x00 })]
    [InlineData(new byte[] { 0x7B, 0x22, 0xC3, 0x28, 0x22, 0x7D })]
    public async Task Requests_that_are_not_utf_8_are_refused(byte[] requests)
    {
        using var tool = new ToolRun();

        (await tool.Run("explain", "--config", tool.File("routing.json", Sections.Simple), "--requests", tool.File("r.jsonl", requests))).Should().Be(2);

        tool.ErrorLines.Should().ContainMatch("error: r.jsonl: is not UTF-8*");
    }

    [Fact]
    public async Task Results_never_write_over_an_input()
    {
        using var tool = new ToolRun();
        var (config, requests) = (tool.File("routing.json", Sections.Simple), tool.File("r.jsonl", """{"id":"a","contract":"faq","text":"?"}"""));

        (await tool.Run("explain", "--config", config, "--requests", requests, "--out", requests)).Should().Be(2);
        (await tool.Run("explain", "--config", config, "--requests", requests, "--out", config)).Should().Be(2);
        (await tool.Run("explain", "--config", config, "--requests", requests, "--out", Path.GetDirectoryName(config)!)).Should().Be(2);
        (await tool.Run("explain", "--config", config, "--requests", requests, "--out", tool.PathOf("nowhere/d.jsonl"))).Should().Be(2);

        File.ReadAllText(config).Trim().Should().Be(Sections.Simple.Trim());
        tool.ErrorLines.Where(line => line.StartsWith("error: ")).Should().HaveCount(4).And.ContainMatch("*is an input*").And.ContainMatch("*is a folder*").And.ContainMatch("*nowhere' is not there");
    }

    [Fact]
    public async Task A_device_takes_results_as_they_come()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no /dev/null here.");
        using var tool = new ToolRun();

        (await tool.Run("explain", "--config", tool.File("routing.json", Sections.Simple), "--requests", tool.File("r.jsonl", """{"id":"a","contract":"faq","text":"?"}"""), "--out", "/dev/null")).Should().Be(0);

        new FileInfo("/dev/null").Length.Should().Be(0, "the device is still there, and took what was written");
    }

    [Fact]
    public async Task A_file_of_a_hundred_megabytes_is_not_read()
    {
        using var tool = new ToolRun();
        await using (var huge = File.Create(tool.PathOf("routing.json")))
            huge.SetLength(100 * 1024 * 1024);

        (await tool.Run("explain", "--config", tool.PathOf("routing.json"), "--requests", tool.File("r.jsonl", "{}"))).Should().Be(2);

        tool.ErrorLines.Should().Equal("error: routing.json: has 100 MB; at most 64 MB are read");
    }

    [Fact]
    public async Task Files_that_are_not_there_are_said_to_be_missing()
    {
        using var tool = new ToolRun();

        (await tool.Run("explain", "--config", tool.PathOf("none.json"), "--requests", tool.PathOf("none.jsonl"))).Should().Be(2);
        (await tool.Run("explain", "--config", tool.File("routing.json", Sections.Simple), "--requests", tool.PathOf("none.jsonl"))).Should().Be(2);

        tool.ErrorLines.Should().Contain("error: none.json: is not there").And.Contain("error: none.jsonl: is not there");
    }

    [Fact]
    public async Task Names_that_only_the_application_knows_are_taken_as_named()
    {
        using var tool = new ToolRun();
        var config = Sections.With("""
            "faq": { "intent": "answer", "gates": [ "house-style" ], "rules": [ { "name": "moon", "when": { "moonPhase": { "unavailable": true } }, "require": { "tier": "full", "gates": [ "moon-gate" ] } } ] }
            """);

        var code = await tool.Explain(config, """{"id":"a","contract":"faq","text":"?"}""");

        code.Should().Be(0, tool.Error.ToString());
        tool.Results[0].GetProperty("gates").GetRawText().Should().Be("""["house-style","moon-gate"]""");
        tool.Results[0].GetProperty("signals").GetProperty("moonPhase").GetProperty("available").GetBoolean().Should().BeFalse();
        tool.ErrorLines.Should().ContainMatch("warning: *house-style, moon-gate").And.ContainMatch("warning: *moonPhase");
    }

    [Fact]
    public async Task Schema_files_are_looked_for_beside_the_configuration()
    {
        using var tool = new ToolRun();
        tool.File("answer.schema.json", """{ "type": "object" }""");

        var code = await tool.Explain(Sections.With(""" "faq": { "intent": "answer", "schemaFile": "answer.schema.json" } """), """{"id":"a","contract":"faq","text":"?"}""");

        code.Should().Be(0, tool.Error.ToString());
        tool.Results[0].GetProperty("signals").GetProperty("outputStrictness").GetProperty("value").GetString().Should().Be("schema");
    }

    [Theory]
    [InlineData]
    [InlineData("explan")]
    [InlineData("explain")]
    [InlineData("explain", "--config")]
    [InlineData("explain", "--confg", "x", "--requests", "y")]
    public async Task A_command_that_is_not_understood_is_refused_with_a_way_to_help(params string[] args)
    {
        using var tool = new ToolRun();

        (await tool.Run(args)).Should().Be(2);

        tool.Out.ToString().Should().BeEmpty();
        tool.ErrorLines[^1].Should().Contain("--help");
    }

    [Fact]
    public async Task Help_shows_examples()
    {
        using var tool = new ToolRun();

        (await tool.Run("explain", "--help")).Should().Be(0);

        tool.Out.ToString().Should().Contain("Examples:").And.Contain("tiered-routing explain --config routing.json --requests requests.jsonl");
    }

    [Fact]
    public async Task The_schema_is_printed_for_editors()
    {
        using var tool = new ToolRun();

        (await tool.Run("schema")).Should().Be(0);

        JsonElement.Parse(tool.Out.ToString()).GetProperty("properties").GetProperty("TieredRouting").GetProperty("properties").GetProperty("ladder").GetProperty("description").GetString().Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_process_ends_with_the_code_and_without_a_stack_trace()
    {
        using var tool = new ToolRun();
        var start = new ProcessStartInfo("dotnet", [typeof(Tool).Assembly.Location, "explain", "--config", tool.File("routing.json", Sections.Simple), "--requests", tool.File("r.jsonl", """{"id":"a","contract":"faq","text":"?"}""", """{"id":"b","contract":"who"}""")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var process = Process.Start(start)!;
        var (results, errors) = (process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.Should().Be(2);
        JsonElement.Parse((await results).Trim()).GetProperty("id").GetString().Should().Be("a");
        (await errors).Should().Contain("error: r.jsonl(2): ").And.NotContain("   at ");
    }

    private static IEnumerable<string?> Text(JsonElement decision, params IEnumerable<string> properties) => properties.Select(name => decision.GetProperty(name).GetString());
}
