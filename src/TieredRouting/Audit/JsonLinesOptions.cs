namespace TieredRouting.Audit;

/// <summary>How a chained file is written.</summary>
internal sealed record JsonLinesOptions
{
    /// <summary>The key in force; asked before each commit.</summary>
    public Func<AuditKey?> Key { get; init; } = static () => null;

    /// <summary>Whether a commit waits until it is on the device.</summary>
    public bool FlushToDisk { get; init; }

    /// <summary>How long a file gets before it is rolled; <see langword="null"/> for no limit.</summary>
    public long? RollAt { get; init; }

    /// <summary>Whether each day (UTC) has a file of its own.</summary>
    public bool RollDaily { get; init; }

    /// <summary>How many rolled files are kept; <see langword="null"/> for all.</summary>
    public int? Keep { get; init; }

    /// <summary>How many records may wait.</summary>
    public int MostWaiting { get; init; } = 10_000;

    /// <summary>How long a caller's thread is held for a commit; zero where it is not held at all, as is wise where commits take long.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>How long a look at the files, whether they are as they were left, is good for; zero for a look before each commit.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromMilliseconds(1);

    /// <summary>Opens a file; a test's may be full.</summary>
    public Func<string, IAuditFile> Open { get; init; } = static path => new AuditFile(path);
}
