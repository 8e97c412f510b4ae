using System.Buffers.Binary;
using System.Security.Cryptography;

namespace TieredRouting;

/// <summary>
/// Makes ids that sort by time: UUIDs of version 7. To ask the system for randomness costs more than a decision does, so it
/// is asked for many ids at once. Safe to share between threads.
/// </summary>
internal sealed class RouteIds
{
    private const int Size = 16;

    private readonly Lock _gate = new();
    private readonly byte[] _random = new byte[64 * Size];
    private int _left;

    /// <summary>The next id, for work that begins now.</summary>
    public string Next(DateTimeOffset now)
    {
        Span<byte> id = stackalloc byte[Size];
        TakeRandom(id);
        var milliseconds = now.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt32BigEndian(id, (uint)(milliseconds >> 16));
        BinaryPrimitives.WriteUInt16BigEndian(id[4..], (ushort)milliseconds);
        id[6] = (byte)((id[6] & 0x0F) | 0x70);
        id[8] = (byte)((id[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(id);
    }

    private void TakeRandom(Span<byte> id)
    {
        lock (_gate)
        {
            if (_left == 0)
                RandomNumberGenerator.Fill(_random);
            _left = (_left == 0 ? _random.Length : _left) - Size;
            _random.AsSpan(_left, Size).CopyTo(id);
        }
    }
}
