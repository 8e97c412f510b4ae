using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace TieredRouting.Evaluation.Tests.Input;

public sealed class AuditLinesTests : IDisposable
{
    private static readonly string[] Wrong = ["null", "7", "-1e999", "true", "\"\"", "\"x\"", "[]", "[null]", "[[]]", "{}", "{\"x\":null}"];

    private static readonly string[] Good =
    [
        """{"v":1,"id":"i","route":"r","time":"2026-03-01T09:30:00+00:00","contract":"learnt","owner":"o","prompt":{"id":"p","version":"1","candidate":null},"config":"x","difficultyModel":"m","cohort":"c","signals":{"difficulty":{"value":0.25,"available":true,"evidence":[{"kind":"k","start":1,"length":2}]}},"reasons":[{"rule":"r","signal":"s","requires":"t","because":"b"}],"class":"T0","floor":"nano","tier":"nano","lane":"standard","requiresApproval":false,"requiredGates":["g"],"controls":[{"name":"n","reason":"r","minimumTier":"mini","disabledTiers":["x"]}],"attempts":[{"kind":"answer","tier":"nano","endpoint":"small","verdict":["gateFailure"],"violations":[{"path":"","rule":"the gate 'g' could not tell"}],"ms":1,"usage":{"input":1,"cachedInput":0,"output":1,"reasoning":0},"cost":1,"estimated":false,"redacted":{"email":1}},{"kind":"answer","tier":"full","endpoint":"large","verdict":"accepted","confidence":"high"}],"gates":{"g":"passed"},"outcome":"released","cost":1,"currency":"USD","ms":1,"content":{"messages":[{"role":"user","text":"t"}],"answer":"a"},"chain":{"id":"i","seq":1,"prev":"p","hash":"h"}}""",
        """{"v":1,"event":"feedback","id":"f","route":"r","time":"2026-03-01T09:31:00+00:00","contract":"learnt","details":{"feedback":"corrected","editDistance":"0.5"}}""",
    ];

    private readonly Folder _folder = new();
    private readonly FileInfo _model;

    public AuditLinesTests() => _model = _folder.File("model.json", """{"format":"tiered-routing/difficulty","version":1,"small":"a","large":"b","recordings":9,"probability":{"slope":1,"offset":0},"features":{"words":{"mean":2,"deviation":1,"weight":3}}}""");

    [Fact]
    public async Task Whatever_stands_in_a_record_it_is_read_or_named_by_its_line()
    {
        var version = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(_model.FullName, TestContext.Current.CancellationToken)))[..16];
        foreach (var broken in Good.SelectMany((line, record) => Broken(line.Replace("\"m\"", $"\"{version}\"", StringComparison.Ordinal), record)).Chunk(20))
        {
            await ReadOrNamed(broken, audit => new Evaluation.AuditReplay(Declare).RunAsync(audit));
            await ReadOrNamed(broken, audit => new DifficultyTraining("small", "large").TrainAuditAsync(audit));
            await ReadOrNamed(broken, audit => new ThresholdCalibration(Declare).CertifyAuditAsync("learnt", audit));
            await ReadOrNamed(broken, async audit => (await new RoutingAdviser(Declare).AdviseAsync(audit)).Errors.Should().OnlyContain(error => error.StartsWith("a.jsonl(")));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(60)]
    [InlineData(700)]
    public async Task A_last_line_without_an_end_is_named(int length) =>
        await Named(Good[1] + "\n" + Good[0][..length], "a.jsonl(2): is cut off: the line has no end");

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("\r")]
    public async Task A_whole_last_line_needs_no_line_feed(string end)
    {
        var audit = _folder["a.jsonl"];
        await File.WriteAllTextAsync(audit.FullName, Good[1] + "\n" + Good[0] + end, TestContext.Current.CancellationToken);
        var entries = new List<AuditEntry>();

        await new AuditLines(audit).ReadWholeAsync(entries.Add, TestContext.Current.CancellationToken);

        entries.Select(entry => entry.Id).Should().Equal("f", "i");
        (await new Evaluation.AuditReplay(Declare).RunAsync(audit, TestContext.Current.CancellationToken)).Should().BeEquivalentTo(new { Requests = 1, Events = 1, Unusable = 0 });
    }

    [Fact]
    public async Task A_whole_last_line_that_is_no_record_is_not_called_cut_off() => await Named(Good[1] + "\n7", "a.jsonl(2): is no audit record");

    [Theory]
    [InlineData("\"contract\":\"learnt\"", "contract")]
    [InlineData("\"chain\":{\"id\":\"i\"", "chain.id", ",\"seq\":1")]
    [InlineData("\"cost\":1", "attempts.cost", ",\"estimated\"")]
    [InlineData("\"available\":true", "signals.difficulty.available")]
    [InlineData("\"text\":\"t\"", "content.messages.text")]
    public async Task A_property_is_there_once(string property, string path, string next = "")
    {
        var name = property.LastIndexOf('{') + 1;
        var record = Good[0].Replace(property + next, $"{property},{property[name..]}{next}", StringComparison.Ordinal);
        record.Should().NotBe(Good[0]);

        await Named(record + "\n", $"a.jsonl(1): has a property twice ({path})");
    }

    [Fact]
    public async Task A_property_is_there_once_however_it_is_written_and_whether_it_is_known() =>
        await Named(
            $"{{\"x\":[{{}},{{\"y\":1,\"\\u0079\":1}}],{Good[0][1..]}\n{Good[0].Replace("\"owner\"", "\"\\u0072oute\":\"r\",\"owner\"", StringComparison.Ordinal)}\n",
            "a.jsonl(1): has a property twice (x.y)",
            "a.jsonl(2): has a property twice (route)");

    [Theory]
    [InlineData("\"cost\":1,\"currency\"", "\"cost\":-5,\"currency\"", "cost")]
    [InlineData("\"cost\":1,\"currency\"", "\"cost\":7e28,\"currency\"", "cost")]
    [InlineData("\"cost\":1,\"estimated\"", "\"cost\":-5,\"estimated\"", "attempts.cost")]
    [InlineData("\"cost\":1,\"estimated\"", "\"cost\":7e28,\"estimated\"", "attempts.cost")]
    [InlineData("\"input\":1", "\"input\":99999999999999999999", "attempts")]
    [InlineData("\"input\":1", "\"input\":-1", "attempts.usage")]
    [InlineData("\"reasoning\":0", "\"reasoning\":1000000000001", "attempts.usage")]
    [InlineData("\"usage\":{", "\"usage\":7,\"x\":{", "attempts")]
    [InlineData("[\"gateFailure\"]", "\"gateFailure\"", "attempts")]
    [InlineData("[\"gateFailure\"]", "[]", "attempts")]
    [InlineData("\"route\":\"r\"", "\"route\":null", "route")]
    [InlineData("\"contract\":\"learnt\",", "", "contract")]
    [InlineData("\"route\":\"r\",", "", "route")]
    public async Task What_cannot_be_is_no_record_for_any_command(string good, string bad, string path)
    {
        var record = Good[0].Replace(good, bad, StringComparison.Ordinal);
        record.Should().NotBe(Good[0]);

        await Read(Encoding.UTF8.GetBytes(record + "\n"), errors => errors.Should().ContainSingle().Which.Replace("$.", string.Empty).Should().StartWith($"a.jsonl(1): is no audit record ({path}"));
    }

    [Fact]
    public async Task What_is_no_text_is_no_record_for_any_command()
    {
        var bytes = Encoding.UTF8.GetBytes(Good[0] + "\n");
        bytes[bytes.AsSpan().IndexOf("\"text\":\"t\""u8) + 8] = 0xFF;

        await Read(bytes, errors => errors.Should().Equal("a.jsonl(1): is not UTF-8"));
        await Read(Encoding.UTF8.GetBytes(Good[0].Replace("\"text\":\"t\"", "\"text\":\"\\ud800\"", StringComparison.Ordinal)), errors => errors.Should().Equal("a.jsonl(1): is no audit record (content.messages.text)"));
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_part_of_the_first_line() => await Named("\uFEFF" + Good[0] + "\n\uFEFF" + Good[1] + "\n", "a.jsonl(2): is no audit record");

    public void Dispose() => _folder.Dispose();

    private Task Named(string text, params string[] errors) => Read(Encoding.UTF8.GetBytes(text), found => found.Should().Equal(errors));

    /// <summary>What each of the four readings says of an audit: two go on with the rest, two refuse it.</summary>
    private async Task Read(byte[] bytes, Action<IReadOnlyList<string>> check)
    {
        var audit = _folder["a.jsonl"];
        await File.WriteAllBytesAsync(audit.FullName, bytes, TestContext.Current.CancellationToken);
        check((await new Evaluation.AuditReplay(Declare).RunAsync(audit)).Errors);
        check((await new RoutingAdviser(Declare).AdviseAsync(audit)).Errors);
        check(await Refused(() => new DifficultyTraining("small", "large").TrainAuditAsync(audit)));
        check(await Refused(() => new ThresholdCalibration(Declare).CertifyAuditAsync("learnt", audit)));
    }

    /// <summary>The lines that are named; that a whole audit is too short to learn from is another matter.</summary>
    private static async Task<IReadOnlyList<string>> Refused(Func<Task> read) =>
        [.. (await read.Should().ThrowAsync<InputException>()).Which.Errors.Where(error => error.StartsWith("a.jsonl(", StringComparison.Ordinal))];

    private async Task ReadOrNamed(string[] lines, Func<FileInfo, Task> read)
    {
        try
        {
            await read(_folder.File("a.jsonl", lines));
        }
        catch (InputException exception)
        {
            exception.Errors.Should().OnlyContain(error => error.StartsWith("a.jsonl(") || error.StartsWith("a.jsonl: "));
        }
    }

    /// <summary>The line with each of its values in turn something else, an id of its own each time.</summary>
    private static IEnumerable<string> Broken(string line, int record)
    {
        var count = Nodes(JsonNode.Parse(line)!).Count();
        foreach (var wrong in Wrong)
        {
            for (var place = 0; place < count; place++)
            {
                var root = JsonNode.Parse(line)!;
                root["id"] = $"{record}-{wrong}-{place}";
                Nodes(root).ElementAt(place).ReplaceWith("HERE");
                yield return root.ToJsonString().Replace("\"HERE\"", wrong, StringComparison.Ordinal);
            }
        }
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray elements => elements,
        _ => [],
    }).OfType<JsonNode>().SelectMany(child => (IEnumerable<JsonNode>)[child, .. Nodes(child)]);

    private void Declare(TieredRoutingBuilder routing) => routing
        .AddTier("nano", tier => tier.UseModel("small"))
        .AddTier("full", tier => tier.UseModel("large"))
        .AddContract("learnt", contract => contract.ForIntent(TaskIntent.Answer).UseDifficultyModel(_model.FullName));
}
