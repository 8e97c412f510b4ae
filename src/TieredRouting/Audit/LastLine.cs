namespace TieredRouting.Audit;

/// <summary>The last whole line of a file, and what stands behind it.</summary>
/// <param name="Bytes">The line without its line feed; empty where the file has none.</param>
/// <param name="End">Where the next line begins.</param>
/// <param name="TornBytes">How much of a line that was never finished stands there.</param>
/// <param name="BeginsAsRecord">Whether what was never finished begins as a record does.</param>
internal sealed record LastLine(byte[] Bytes, long End, long TornBytes, bool BeginsAsRecord)
{
    public static readonly LastLine None = new([], 0, 0, BeginsAsRecord: true);

    private static ReadOnlySpan<byte> Beginning => "{\"v\":"u8;

    private const int Chunk = 64 * 1024;

    public static LastLine Find(IAuditFile file)
    {
        var length = file.Length;
        var feed = LastFeed(file, length);
        if (feed < 0)
            return new LastLine([], 0, length, BeginsSo(file, 0, length));
        var start = LastFeed(file, feed) + 1;
        var bytes = new byte[feed - start];
        ReadAll(file, bytes, start);
        return new LastLine(bytes, feed + 1, length - feed - 1, BeginsSo(file, feed + 1, length));
    }

    private static bool BeginsSo(IAuditFile file, long start, long end)
    {
        var bytes = new byte[Math.Min(Beginning.Length, end - start)];
        ReadAll(file, bytes, start);
        return Beginning.StartsWith(bytes);
    }

    /// <summary>Where the last line feed before a place stands; -1 where there is none.</summary>
    private static long LastFeed(IAuditFile file, long before)
    {
        var buffer = new byte[Chunk];
        while (before > 0)
        {
            var chunk = buffer.AsSpan(0, (int)Math.Min(Chunk, before));
            before -= chunk.Length;
            ReadAll(file, chunk, before);
            var at = chunk.LastIndexOf((byte)'\n');
            if (at >= 0)
                return before + at;
        }

        return -1;
    }

    private static void ReadAll(IAuditFile file, Span<byte> bytes, long offset)
    {
        while (bytes.Length > 0)
        {
            var read = file.Read(bytes, offset);
            if (read == 0)
                throw new EndOfStreamException();
            bytes = bytes[read..];
            offset += read;
        }
    }
}
