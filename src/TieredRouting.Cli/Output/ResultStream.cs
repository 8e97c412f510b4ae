using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Passes results on, and says by the name that was given where they cannot be written.</summary>
internal sealed class ResultStream(Stream stream, string name) : WriteOnlyStream
{
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
