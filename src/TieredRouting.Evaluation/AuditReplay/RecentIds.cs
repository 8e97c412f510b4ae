using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace TieredRouting.Evaluation;

/// <summary>
/// Knows the latest ids again, in bounded memory: at least the last quarter of a million. It keeps eight bytes of a hash of each, in two generations, of which the older is forgotten when the
/// younger is full. Not thread-safe.
/// </summary>
internal sealed class RecentIds(int generation = RecentIds.Generation)
{
    private const int Generation = 250_000;

    private HashSet<ulong> _younger = [];
    private HashSet<ulong> _older = [];

    /// <summary>Remembers an id.</summary>
    /// <returns>Whether it was not among the latest.</returns>
    public bool Add(string id)
    {
        var hash = HashOf(id);
        if (_older.Contains(hash) || !_younger.Add(hash))
            return false;
        if (_younger.Count < generation)
            return true;
        (_older, _younger) = (_younger, _older);
        _younger.Clear();
        return true;
    }

    private static ulong HashOf(string id)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(MemoryMarshal.AsBytes(id.AsSpan()), hash);
        return BitConverter.ToUInt64(hash);
    }
}
