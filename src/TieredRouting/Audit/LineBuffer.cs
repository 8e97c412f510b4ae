using System.Buffers;
using System.Text.Json;

namespace TieredRouting.Audit;

/// <summary>One record on its way into a file: its bytes, behind room for what they are hashed with. Used again and again, by one writer at a time.</summary>
internal sealed class LineBuffer : IDisposable
{
    /// <summary>Room for the hash of the record before, and the line feed between it and the record.</summary>
    private const int Lead = ChainDigest.Length + 1;

    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private readonly Utf8JsonWriter _json;

    public LineBuffer()
    {
        _json = new Utf8JsonWriter(_bytes, AuditRecordWriter.Options);
    }

    /// <summary>The bytes it holds on to, so that a single huge record is not kept for ever.</summary>
    public int Capacity => _bytes.Capacity;

    /// <summary>The record without its closing brace, so that the chain can follow.</summary>
    public ReadOnlySpan<byte> Record => _bytes.WrittenSpan[Lead..^1];

    /// <summary>Begins a line.</summary>
    /// <returns>What its record is written with.</returns>
    public Utf8JsonWriter Begin()
    {
        _bytes.ResetWrittenCount();
        _bytes.GetSpan(Lead)[..Lead].Fill((byte)'\n');
        _bytes.Advance(Lead);
        _json.Reset(_bytes);
        return _json;
    }

    /// <summary>Ends the record.</summary>
    public void End() => _json.Flush();

    /// <summary>The digest of the record behind another one.</summary>
    public void Digest(ReadOnlySpan<byte> previous, AuditKey? key, Span<byte> digits)
    {
        // The lead is this buffer's own room, and nobody else reads it meanwhile.
        var bytes = System.Runtime.InteropServices.MemoryMarshal.AsMemory(_bytes.WrittenMemory).Span[..^1];
        previous.CopyTo(bytes);
        ChainDigest.Write(bytes, key, digits);
    }

    public void Dispose() => _json.Dispose();
}
