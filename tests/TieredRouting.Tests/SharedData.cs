using System.IO.Compression;
using System.Text.Json;
using TieredRouting.Tests.Architecture;

namespace TieredRouting.Tests;

/// <summary>The data sets that lie beside the checkout, in <c>../shared/data</c>; tests that need them are skipped where they are absent.</summary>
internal static class SharedData
{
    private const string Override = "TIERED_ROUTING_DATA";

    /// <summary>Reads the lines of a gzipped JSONL file, or skips the calling test.</summary>
    public static IEnumerable<JsonElement> ReadLines(string relativePath)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Require(relativePath)), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return JsonDocument.Parse(line).RootElement;
    }

    /// <summary>The path of a file, or skips the calling test.</summary>
    public static string Require(string relativePath)
    {
        var path = Path.Combine(Root(), relativePath);
        Assert.SkipUnless(File.Exists(path), $"{relativePath} is not in ../shared/data beside the checkout, nor where {Override} points.");
        return path;
    }

    private static string Root() =>
        Environment.GetEnvironmentVariable(Override) is { Length: > 0 } stated ? stated : Path.Combine(SourceFile.Repository, "..", "shared", "data");
}
