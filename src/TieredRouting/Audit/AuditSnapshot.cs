namespace TieredRouting.Audit;

/// <summary>The files of an audit as they were at one moment, however the writer rolls them meanwhile: the file that was written then stays open, whatever it is called since.</summary>
internal sealed class AuditSnapshot : IDisposable
{
    private const int MostTries = 100;
    private const int TriesAtOnce = 20;

    /// <summary>How long a writer is waited for that was put aside in the middle of a roll.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    private AuditSnapshot(HeadFile head, IReadOnlyList<RolledFile> rolled, LineReader? active)
    {
        (Head, Rolled, Active) = (head, rolled, active);
    }

    /// <summary>The head: what is written after it was read only adds to what it names.</summary>
    public HeadFile Head { get; }

    /// <summary>The rolled files, oldest first. One of them may be retired before it is read.</summary>
    public IReadOnlyList<RolledFile> Rolled { get; }

    /// <summary>The file that was written then; <see langword="null"/> where there was none.</summary>
    public LineReader? Active { get; }

    public static async ValueTask<AuditSnapshot> TakeAsync(AuditPaths paths, Func<HeadFile> readHead, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var rolled = paths.Rolled();
            var head = readHead();
            var active = Open(paths.Active);
            // While a file is rolled there is none to write to, for a moment. The head is told of it first, and a file that was rolled may be gone at once.
            var settled = (active is not null || rolled.Count == 0 && !head.Exists) && readHead().Content?.Past == head.Content?.Past;
            if (tries == MostTries || (settled && rolled.SequenceEqual(paths.Rolled())))
                return new AuditSnapshot(head, rolled, active);
            active?.Dispose();
            if (tries > TriesAtOnce)
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
    }

    public void Dispose() => Active?.Dispose();

    private static LineReader? Open(string path)
    {
        try
        {
            return new LineReader(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
