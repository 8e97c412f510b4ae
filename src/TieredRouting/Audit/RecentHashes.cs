namespace TieredRouting.Audit;

/// <summary>The hashes of the last lines of a chain: as many as a commit may hold, and some, since that is how far a head may lag behind its file. Not thread-safe.</summary>
internal sealed class RecentHashes
{
    /// <summary>How many are remembered.</summary>
    public const int Count = 1_024;

    private readonly byte[] _hashes = new byte[Count * ChainDigest.Length];
    private int _next;

    public void Add(ReadOnlySpan<byte> hash)
    {
        hash.CopyTo(_hashes.AsSpan(_next * ChainDigest.Length));
        _next = (_next + 1) % Count;
    }

    public bool Contains(ReadOnlySpan<byte> hash)
    {
        for (var i = 0; i < Count; i++)
        {
            if (_hashes.AsSpan(i * ChainDigest.Length, ChainDigest.Length).SequenceEqual(hash))
                return true;
        }

        return false;
    }
}
