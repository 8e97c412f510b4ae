using System.Security.Cryptography;
using System.Text;

namespace TieredRouting.Audit;

/// <summary>A record's place in its chain: SHA-256, or HMAC-SHA-256 where there is a key, of bytes, as 64 hexadecimal digits in ASCII.</summary>
internal static class ChainDigest
{
    /// <summary>The digits of a digest.</summary>
    public const int Length = 64;

    /// <summary>Something for the first record of the first file to follow.</summary>
    public static byte[] NewStart() => Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>Writes the digest of bytes.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, AuditKey? key, Span<byte> digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (key is null)
            SHA256.HashData(bytes, hash);
        else
            key.Hash(bytes, hash);
        Convert.TryToHexStringLower(hash, digits, out _);
    }
}
