using TieredRouting.Audit;

namespace TieredRouting.Evaluation;

/// <summary>Passes on what a stream holds, as long as its lines are of a length that lines have: a file that is not made of lines must not fill the memory.</summary>
internal sealed class LimitedLines(Stream stream) : Stream
{
    private long _begun;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <exception cref="LineTooLongException">The line that has begun is too long.</exception>
    public override int Read(Span<byte> buffer)
    {
        var read = stream.Read(buffer);
        var end = buffer[..read].LastIndexOfAny((byte)'\r', (byte)'\n');
        _begun = end < 0 ? _begun + read : read - end - 1;
        return _begun <= LineReader.MostLine ? read : throw new LineTooLongException();
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }
}
