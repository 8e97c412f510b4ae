using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>
/// The recordings whose answers are prose with a number in a box, with each answer replaced by what the data's authors read from it: what is measured is what agreement is worth, not who
/// reads boxes best.
/// </summary>
internal static class BoxedAnswers
{
    public const string File = "rereading/gsm.recordings.jsonl.gz";

    /// <summary>Writes them to a file of their own.</summary>
    public static string Rewrite(string data)
    {
        var target = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl");
        using var packed = new GZipStream(System.IO.File.OpenRead(Path.Combine(data, File)), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        using var writer = new StreamWriter(target);
        while (reader.ReadLine() is { } line)
            writer.WriteLine(Rewritten(JsonNode.Parse(line)!).ToJsonString());
        return target;
    }

    private static JsonNode Rewritten(JsonNode recording)
    {
        foreach (var answer in recording["answers"]!.AsObject().SelectMany(endpoint => endpoint.Value!.AsArray()))
        {
            if (answer!["pass"] is not null)
                answer["text"] = new JsonObject { ["answer"] = answer["answer"]?.DeepClone() }.ToJsonString();
        }

        return recording;
    }
}
