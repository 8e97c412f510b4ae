namespace TieredRouting.Audit;

/// <summary>
/// Holds the writer's place. The log itself stays readable for others, and not every system lets a writer keep other writers out and readers in, so the place is
/// a file of its own. It is left behind: taking it away could take it from under the next writer.
/// </summary>
internal static class WriterLock
{
    /// <exception cref="IOException">Somebody else writes.</exception>
    public static FileStream Take(AuditPaths paths)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(paths.Lock)!);
        try
        {
            return new FileStream(paths.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException exception) when (IsTaken(exception))
        {
            throw new IOException(
                $"'{paths.Active}' has another writer. Each audit file has one, in one process: give each process a file of its own with {{instance}} in the path.", exception);
        }
    }

    /// <summary>A sharing violation on Windows, a lock that would have to be waited for elsewhere.</summary>
    private static bool IsTaken(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;
}
