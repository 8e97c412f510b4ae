using System.IO.Compression;

namespace TieredRouting.Audit;

/// <summary>Reads a file of lines in flat memory, plain or packed (<c>.gz</c>). Not thread-safe.</summary>
internal sealed class LineReader : IDisposable
{
    private const int Chunk = 256 * 1024;

    /// <summary>A file that is not made of lines must not fill the memory.</summary>
    public const int MostLine = 64 * 1024 * 1024;

    private readonly FileStream _file;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[Chunk];
    private int _start;
    private int _end;
    private int _searched;
    private bool _ended;

    public LineReader(string path)
    {
        // The writer may be at work in it.
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        IsPacked = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        _stream = IsPacked ? new GZipStream(_file, CompressionMode.Decompress) : _file;
    }

    /// <summary>Whether the file is packed, and so was whole once.</summary>
    public bool IsPacked { get; }

    /// <summary>Whether the next line is too long to be one, so that it could not be read; what is packed is not damaged then.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>The line that was read last, without its line feed. It is good until the next one is read.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    /// <summary>Whether the line that was read last had no line feed, as the end of a file has that was cut in the middle of one.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>The number of that line in the file, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>How far into the file it has read, in bytes as they are on disk.</summary>
    public long Position => _file.Position;

    /// <summary>How long the file is by now, in bytes as they are on disk.</summary>
    public long Length => _file.Length;

    /// <summary>Reads the next line.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="InvalidDataException">A packed file is damaged, or a line is too long to be one.</exception>
    public bool Read()
    {
        bool? next;
        while ((next = Next()) is null)
            Added(_stream.Read(Room().Span));
        return next.Value;
    }

    /// <inheritdoc cref="Read" />
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        bool? next;
        while ((next = Next()) is null)
            Added(await _stream.ReadAsync(Room(), cancellationToken));
        return next.Value;
    }

    public void Dispose()
    {
        _stream.Dispose();
        _file.Dispose();
    }

    /// <summary>Whether there is a line in what was read; <see langword="null"/> to read on.</summary>
    private bool? Next()
    {
        var feed = _buffer.AsSpan(_searched, _end - _searched).IndexOf((byte)'\n');
        if (feed >= 0)
            return Take(_searched + feed, torn: false);
        _searched = _end;
        if (!_ended)
            return null;
        return _end > _start && Take(_end, torn: true);
    }

    private bool Take(int end, bool torn)
    {
        Line = _buffer.AsMemory(_start, end - _start);
        IsTorn = torn;
        Number++;
        _start = _searched = torn ? end : end + 1;
        return true;
    }

    private Memory<byte> Room()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_end, _searched, _start) = (_end - _start, _searched - _start, 0);
        }

        if (_end == MostLine)
        {
            IsTooLong = true;
            throw new InvalidDataException("it is longer than 64 MB");
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        return _buffer.AsMemory(_end);
    }

    private void Added(int read)
    {
        _end += read;
        _ended = read == 0;
    }
}
