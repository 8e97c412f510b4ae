using System.Text;
using System.Text.Json;

namespace TieredRouting.Audit;

/// <summary>
/// How far a chain has come, as <c>PATH.head</c> says it: <c>{"v":1,"id","seq","hash","key","mac"}</c>. It is always of one length, so that rewriting it is one
/// small write in place. <c>mac</c> is a hash of what stands before it, under the chain's key where it has one.
/// </summary>
/// <param name="Id">The chain's name.</param>
/// <param name="Sequence">The number of its last record.</param>
/// <param name="Hash">The hash of its last record.</param>
/// <param name="Key">The fingerprint of its key, or <see langword="null"/>.</param>
internal sealed record ChainHead(string Id, long Sequence, string Hash, string? Key)
{
    /// <summary>The file's length in bytes.</summary>
    public const int Length = 320;

    private string Mac { get; init; } = "";

    /// <summary>Writes the head of a chain: bytes and not text, since every commit does it.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="key">Its key, or <see langword="null"/>.</param>
    /// <param name="head">Takes <see cref="Length"/> bytes.</param>
    public static void Write(HashChain chain, AuditKey? key, Span<byte> head)
    {
        Span<byte> mac = stackalloc byte[ChainDigest.Length];
        var line = new ByteLine(head[..Length]);
        line.Add("{\"v\":1,\"id\":\""u8);
        line.Add(chain.Id);
        line.Add("\",\"seq\":"u8);
        line.Add(chain.Sequence);
        line.Add(",\"hash\":\""u8);
        line.Add(chain.Last);
        line.Add("\",\"key\":"u8);
        line.Add(key is null ? "null"u8 : key.QuotedFingerprint);
        ChainDigest.Write(line.Written, key, mac);
        line.Add(",\"mac\":\""u8);
        line.Add(mac);
        line.Add("\"}"u8);
        line.Rest.Fill((byte)' ');
        head[Length - 1] = (byte)'\n';
    }

    /// <summary>The head of a chain, as the file's bytes.</summary>
    public static byte[] Bytes(HashChain chain, AuditKey? key)
    {
        var head = new byte[Length];
        Write(chain, key, head);
        return head;
    }

    /// <summary>Reads the file's bytes.</summary>
    /// <returns><see langword="null"/> where they are not a head.</returns>
    public static ChainHead? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            using var document = JsonDocument.ParseValue(ref reader);
            var head = document.RootElement;
            return new ChainHead(
                head.GetProperty("id").GetString()!, head.GetProperty("seq").GetInt64(), head.GetProperty("hash").GetString()!, head.GetProperty("key").GetString())
            {
                Mac = head.GetProperty("mac").GetString()!,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether it is as it was written, under this key.</summary>
    public bool IsGenuine(AuditKey? key)
    {
        Span<byte> digits = stackalloc byte[ChainDigest.Length];
        var signed = FormattableString.Invariant($"{{\"v\":1,\"id\":\"{Id}\",\"seq\":{Sequence},\"hash\":\"{Hash}\",\"key\":{(Key is null ? "null" : $"\"{Key}\"")}");
        ChainDigest.Write(Encoding.UTF8.GetBytes(signed), key, digits);
        return Key == key?.Fingerprint && Mac == Encoding.ASCII.GetString(digits);
    }
}
