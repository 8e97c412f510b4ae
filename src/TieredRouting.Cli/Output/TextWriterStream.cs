using System.Text;

namespace TieredRouting.Cli;

/// <summary>Lets what writes UTF-8 write to a text writer. It is given whole lines, so no character is cut in two.</summary>
internal sealed class TextWriterStream(TextWriter writer) : WriteOnlyStream
{
    public override void Write(ReadOnlySpan<byte> buffer) => writer.Write(Encoding.UTF8.GetString(buffer));

    public override void Flush() => writer.Flush();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            writer.Flush();
        base.Dispose(disposing);
    }
}
