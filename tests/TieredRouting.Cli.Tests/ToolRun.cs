using System.Text.Json;

namespace TieredRouting.Cli.Tests;

/// <summary>A folder of files, and the tool run on them.</summary>
internal sealed class ToolRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiered-routing-");

    public StringWriter Out { get; } = new();

    public StringWriter Error { get; } = new();

    public IReadOnlyList<string> ErrorLines => Error.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The JSON objects on standard output.</summary>
    public IReadOnlyList<JsonElement> Results => [.. Out.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    public string File(string name, params IReadOnlyList<string> lines)
    {
        System.IO.File.WriteAllLines(PathOf(name), lines);
        return PathOf(name);
    }

    public string File(string name, byte[] content)
    {
        System.IO.File.WriteAllBytes(PathOf(name), content);
        return PathOf(name);
    }

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>A file on a disk that is full; the test is skipped where the system has none.</summary>
    public string FullDisk(string name)
    {
        const string Full = "/dev/full";
        Assert.SkipUnless(System.IO.File.Exists(Full), $"there is no {Full}");
        System.IO.File.CreateSymbolicLink(PathOf(name), Full);
        return PathOf(name);
    }

    public Task<int> Run(params IReadOnlyList<string> args) => Tool.RunAsync(args, new Terminal(Out, Error, ShowsProgress: false), TestContext.Current.CancellationToken);

    public Task<int> Explain(string config, params IReadOnlyList<string> requests) =>
        Run("explain", "--config", File("routing.json", config), "--requests", File("requests.jsonl", requests));

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        Out.Dispose();
        Error.Dispose();
    }
}
