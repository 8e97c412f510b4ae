using System.Security.Cryptography;
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

    public void Dispose() => _folder.Dispose();

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
