using System.Buffers;

namespace TieredRouting.Audit;

/// <summary>
/// A chain as far as it has come: every record is hashed together with the hash of the one before. It is named after its first record. A commit works on a copy,
/// so that what could not be written did not happen.
/// </summary>
internal sealed class HashChain
{
    private readonly byte[] _id = new byte[ChainedLine.IdLength];
    private readonly byte[] _last = new byte[ChainDigest.Length];

    /// <summary>A chain whose first record will follow a hash.</summary>
    public HashChain(ReadOnlySpan<byte> follows)
    {
        _id.AsSpan().Fill((byte)'0');
        follows.CopyTo(_last);
    }

    /// <summary>A chain that goes on after a record.</summary>
    public HashChain(ReadOnlySpan<byte> id, long sequence, ReadOnlySpan<byte> last)
        : this(last)
    {
        id.CopyTo(_id);
        Sequence = sequence;
    }

    /// <summary>The chain's name; zeros before its first record.</summary>
    public ReadOnlySpan<byte> Id => _id;

    /// <summary>The number of its last record; 0 before its first.</summary>
    public long Sequence { get; private set; }

    /// <summary>The hash that the next record follows.</summary>
    public ReadOnlySpan<byte> Last => _last;

    /// <summary>Becomes as far as another.</summary>
    public void CopyFrom(HashChain other)
    {
        other._id.CopyTo(_id, 0);
        other._last.CopyTo(_last, 0);
        Sequence = other.Sequence;
    }

    /// <summary>Adds a record, and writes its line.</summary>
    public void Add(LineBuffer line, AuditKey? key, IBufferWriter<byte> output)
    {
        Span<byte> hash = stackalloc byte[ChainDigest.Length];
        line.Digest(_last, key, hash);
        if (Sequence++ == 0)
            hash[..ChainedLine.IdLength].CopyTo(_id);
        var record = line.Record;
        var span = output.GetSpan(record.Length + ChainedLine.MostSuffix);
        record.CopyTo(span);
        var length = record.Length + ChainedLine.WriteSuffix(span[record.Length..], _id, Sequence, _last, hash);
        span[length++] = (byte)'\n';
        output.Advance(length);
        hash.CopyTo(_last);
    }
}
