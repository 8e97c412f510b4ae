namespace TieredRouting.Audit;

/// <summary>
/// Holds the writer's place. The log itself stays readable for others, and not every system lets a writer keep other writers out and readers in, so the place is
/// a file of its own. It is left behind: taking it away could take it from under the next writer. Where somebody took it away all the same, the writer that is at work shows by
/// holding the head.
/// </summary>
internal static class WriterLock
{
    /// <summary>Whoever reads the head holds it too, for less than this.</summary>
    private static readonly TimeSpan LongerThanReading = TimeSpan.FromMilliseconds(50);

    /// <exception cref="IOException">Somebody else writes.</exception>
    public static FileStream Take(AuditPaths paths)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(paths.Lock)!);
        FileStream? place = null;
        try
        {
            place = Hold(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite);
            if (!SpinWait.SpinUntil(() => IsFree(paths.Head), LongerThanReading))
                Hold(paths.Head, FileMode.Open, FileAccess.Read).Dispose();
            return place;
        }
        catch (Exception exception)
        {
            place?.Dispose();
            if (!IsTaken(exception))
                throw;
            throw new IOException(
                $"'{paths.Active}' has another writer. Each audit file has one, in one process: give each process a file of its own with {{instance}} in the path.", exception);
        }
    }

    private static FileStream Hold(string path, FileMode mode, FileAccess access) => new(path, mode, access, FileShare.None, bufferSize: 0);

    private static bool IsFree(string path)
    {
        if (!File.Exists(path))
            return true;
        try
        {
            Hold(path, FileMode.Open, FileAccess.Read).Dispose();
            return true;
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            return false;
        }
    }

    /// <summary>A sharing violation on Windows, a lock that would have to be waited for elsewhere.</summary>
    public static bool IsTaken(Exception exception) => exception is IOException { HResult: unchecked((int)0x80070020) or 11 or 35 };
}
