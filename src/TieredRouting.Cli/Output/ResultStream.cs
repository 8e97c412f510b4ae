using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Passes results on, and says by the name that was given where they cannot be written.</summary>
internal sealed class ResultStream(Stream stream, string name) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <exception cref="UnwritableFileException">It cannot be written.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (IOException exception)
        {
            throw Unwritable(exception);
        }
    }

    /// <exception cref="UnwritableFileException">It cannot be written.</exception>
    public override void Flush()
    {
        try
        {
            stream.Flush();
        }
        catch (IOException exception)
        {
            throw Unwritable(exception);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        try
        {
            if (disposing)
                stream.Dispose();
        }
        catch (IOException exception)
        {
            throw Unwritable(exception);
        }

        base.Dispose(disposing);
    }

    private UnwritableFileException Unwritable(IOException exception) => new(name, UnwritableFile.Of(exception), exception);
}
