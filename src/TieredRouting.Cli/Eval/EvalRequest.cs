using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>What <c>eval</c> was asked for.</summary>
internal sealed record EvalRequest
{
    public required FileInfo Config { get; init; }

    public FileInfo? Recordings { get; init; }

    public FileInfo? Cases { get; init; }

    public bool WantsJson { get; init; }

    /// <summary>Takes the report as JSON, where it is not standard output that does.</summary>
    public FileInfo? Json { get; init; }

    public FileInfo? Html { get; init; }

    public FileInfo? Audit { get; init; }

    public FileInfo? Gates { get; init; }

    public FileInfo? Resume { get; init; }

    public bool AcrossTiers { get; init; }

    public int Concurrency { get; init; }

    /// <exception cref="InputException">What was asked for does not go together.</exception>
    public void Check()
    {
        Require(Recordings is not null || Cases is not null, "eval needs '--recordings' or '--cases'");
        Require(Cases is null || Resume is null, "'--resume' is for recordings, not for '--cases'");
        Require(Cases is null || !AcrossTiers, "'--across-tiers' is for recordings, not for '--cases'");
        Require(!AcrossTiers || !WantsJson || Json is not null, "'--json' names no file, and standard output takes the tables of '--across-tiers'");
        Require(Concurrency is >= 1 and <= 1024, "'--concurrency' must lie between 1 and 1024");
        CheckPaths();
    }

    /// <summary>What one option writes, no other may read or write: the later one would win, and nobody would be told.</summary>
    private void CheckPaths()
    {
        var named = new[] { ("--config", Config), ("--recordings", Recordings), ("--cases", Cases), ("--gates", Gates), ("--json", Json), ("--html", Html), ("--audit", Audit), ("--resume", Resume) };
        var twice = named.Where(option => option.Item2 is not null).GroupBy(option => ResultFile.ResolvedPath(option.Item2!), StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        Require(twice is null, $"{string.Join(" and ", twice?.Select(option => $"'{option.Item1}'") ?? [])} name the same file");
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
            throw new InputException(otherwise);
    }
}
