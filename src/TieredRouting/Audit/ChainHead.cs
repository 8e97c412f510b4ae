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

    private string Signed => FormattableString.Invariant($"{{\"v\":1,\"id\":\"{Id}\",\"seq\":{Sequence},\"hash\":\"{Hash}\",\"key\":{(Key is null ? "null" : $"\"{Key}\"")}");

    public static ChainHead Of(HashChain chain, AuditKey? key) =>
        new(Encoding.ASCII.GetString(chain.Id), chain.Sequence, Encoding.ASCII.GetString(chain.Last), key?.Fingerprint);

    /// <summary>The file's bytes.</summary>
    public byte[] Write(AuditKey? key)
    {
        var text = $"{Signed},\"mac\":\"{MacUnder(key)}\"}}";
        return Encoding.ASCII.GetBytes(text.PadRight(Length - 1) + '\n');
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
    public bool IsGenuine(AuditKey? key) => Key == key?.Fingerprint && Mac == MacUnder(key);

    private string MacUnder(AuditKey? key)
    {
        Span<byte> digits = stackalloc byte[ChainDigest.Length];
        ChainDigest.Write(Encoding.ASCII.GetBytes(Signed), key, digits);
        return Encoding.ASCII.GetString(digits);
    }
}
