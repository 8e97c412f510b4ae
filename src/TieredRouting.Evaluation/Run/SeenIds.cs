using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace TieredRouting.Evaluation;

/// <summary>Which ids were seen on which lines. It keeps a hash of each, never the id: 20 bytes and a little, however long ids are. Safe to call from several threads at once.</summary>
internal sealed class SeenIds
{
    private readonly Dictionary<UInt128, int> _lines = [];
    private readonly Lock _gate = new();

    /// <exception cref="RepeatedIdException">The id was seen on another line.</exception>
    public void Add(string id, int line)
    {
        var hash = HashOf(id);
        lock (_gate)
        {
            if (_lines.TryAdd(hash, line))
                return;
            // Lines are read side by side: the one that repeats is the later one in the file, whichever came first.
            var other = _lines[hash];
            _lines[hash] = Math.Min(line, other);
            throw new RepeatedIdException(Math.Max(line, other), Math.Min(line, other));
        }
    }

    /// <summary>The first half of SHA-256: no two ids in the world are the same by chance.</summary>
    public static UInt128 HashOf(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(id), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}
