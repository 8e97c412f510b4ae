using System.Text.Json;

namespace TieredRouting.Audit;

/// <summary>
/// The file that a chain is written to, with its head: open, and known to end where the head says. A commit is on record in both, or in neither. Not thread-safe.
/// </summary>
internal sealed class ChainFile : IDisposable
{
    private readonly IAuditFile _file;
    private readonly IAuditFile _head;
    private readonly FileInfo _fileInfo;
    private readonly FileInfo _headInfo;
    private readonly bool _flushes;
    private byte[] _headNow;
    private bool _owesTakingBack;

    private ChainFile(AuditPaths paths, IAuditFile file, IAuditFile head, byte[] headNow, bool flushes, LastLine last)
    {
        (_fileInfo, _headInfo) = (new FileInfo(paths.Active), new FileInfo(paths.Head));
        (_file, _head, _headNow, _flushes) = (file, head, headNow, flushes);
        (Length, Day) = (last.End, DayOf(last));
    }

    /// <summary>How long the file is.</summary>
    public long Length { get; private set; }

    /// <summary>The day (UTC) of the last record; <see langword="null"/> while there is none.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>What the head says, as an event holds it; empty where it says nothing.</summary>
    public string PinnedHead => ChainHead.Read(_headNow)?.Pinned ?? string.Empty;

    /// <summary>
    /// Whether file and head are still where and as long as they were left: somebody may have cut them, or, as log rotation does, put them away, and what goes into a file without
    /// a name is on record nowhere.
    /// </summary>
    public bool IsAsLeft => _owesTakingBack || IsThere(_fileInfo, Length) && IsThere(_headInfo, _headNow.Length);

    /// <summary>
    /// Opens what belongs to a file, and takes a torn line off its end. <paramref name="head"/> is what the head says of a chain that begins with this file, or
    /// <see langword="null"/> to leave the head as it is.
    /// </summary>
    public static ChainFile Open(AuditPaths paths, JsonLinesOptions options, LastLine last, IAuditFile file, byte[]? head)
    {
        IAuditFile? headFile = null;
        try
        {
            if (last.TornBytes > 0)
                file.Length = last.End;
            headFile = options.Open(paths.Head);
            if (head is not null)
                headFile.Write(head, 0);
            return new ChainFile(paths, file, headFile, head ?? Content(headFile), options.FlushToDisk, last);
        }
        catch (Exception)
        {
            headFile?.Dispose();
            file.Dispose();
            throw;
        }
    }

    /// <summary>The file's place was taken by an empty one: opens that, under the same head. The head is never let go meanwhile: it shows others that somebody writes.</summary>
    public ChainFile GoOnInNewFile(AuditPaths paths, JsonLinesOptions options)
    {
        try
        {
            var next = options.Open(paths.Active);
            _file.Dispose();
            return new ChainFile(paths, next, _head, _headNow, _flushes, LastLine.None);
        }
        catch (Exception)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Appends lines and rewrites the head: when it returns, both are with the operating system, or on the device if that was asked for.</summary>
    /// <exception cref="IOException">One of the two could not be written; what was written is taken back.</exception>
    public void Commit(ReadOnlySpan<byte> lines, ReadOnlySpan<byte> head, DateOnly day)
    {
        if (_owesTakingBack)
            TakeBack();
        try
        {
            Write(_file, lines, Length);
            Write(_head, head, 0);
        }
        catch (Exception)
        {
            TryTakeBack();
            throw;
        }

        Length += lines.Length;
        Day = day;
        if (_headNow.Length != head.Length)
            _headNow = new byte[head.Length];
        head.CopyTo(_headNow);
    }

    public void Dispose()
    {
        _file.Dispose();
        _head.Dispose();
    }

    private static bool IsThere(FileInfo file, long length)
    {
        file.Refresh();
        return file.Exists && file.Length == length;
    }

    private void Write(IAuditFile file, ReadOnlySpan<byte> bytes, long offset)
    {
        file.Write(bytes, offset);
        if (_flushes)
            file.FlushToDisk();
    }

    private void TryTakeBack()
    {
        _owesTakingBack = true;
        try
        {
            TakeBack();
        }
        catch (Exception)
        {
            // The disk refuses even this. Nothing is written before it has been made good.
        }
    }

    private void TakeBack()
    {
        _file.Length = Length;
        _head.Write(_headNow, 0);
        _head.Length = _headNow.Length;
        _owesTakingBack = false;
    }

    private static byte[] Content(IAuditFile file)
    {
        var bytes = new byte[Math.Min(file.Length, ChainHead.Length)];
        return bytes[..file.Read(bytes, 0)];
    }

    private static DateOnly? DayOf(LastLine last)
    {
        if (last.Bytes.Length == 0)
            return null;
        try
        {
            using var line = JsonDocument.Parse(last.Bytes);
            return DateOnly.FromDateTime(line.RootElement.GetProperty("time").GetDateTimeOffset().UtcDateTime);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }
}
