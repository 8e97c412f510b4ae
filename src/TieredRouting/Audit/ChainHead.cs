using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Audit;

/// <summary>
/// How far a chain has come, as <c>PATH.head</c> says it: <c>{"v":1,"file","start","id","seq","hash","key","mac"}</c>. It is always of one length, so that rewriting it
/// is one small write in place. <c>mac</c> is a hash of what stands before it, under the chain's key where it has one; <c>file</c> and <c>start</c> say which audit it belongs to.
/// </summary>
/// <param name="File">Stands for the file's name: the first digits of its SHA-256.</param>
/// <param name="Start">What the first record of the first file follows: random, so that no two audits begin alike.</param>
/// <param name="Id">The chain's name.</param>
/// <param name="Sequence">The number of its last record.</param>
/// <param name="Hash">The hash of its last record.</param>
/// <param name="Key">The fingerprint of its key, or <see langword="null"/>.</param>
internal sealed record ChainHead(string File, string Start, string Id, long Sequence, string Hash, string? Key)
{
    /// <summary>The file's length in bytes.</summary>
    public const int Length = 384;

    private const int NameLength = 16;

    private string Mac { get; init; } = "";

    /// <summary>What stands in a head for the name of a file.</summary>
    public static byte[] NameOf(string path) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(path))))[..NameLength]);

    /// <summary>Writes the head of a chain: bytes and not text, since every commit does it.</summary>
    /// <param name="file">What stands for the file's name.</param>
    /// <param name="start">What the first record of the first file follows.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="key">Its key, or <see langword="null"/>.</param>
    /// <param name="head">Takes <see cref="Length"/> bytes.</param>
    public static void Write(ReadOnlySpan<byte> file, ReadOnlySpan<byte> start, HashChain chain, AuditKey? key, Span<byte> head)
    {
        Span<byte> mac = stackalloc byte[ChainDigest.Length];
        var line = new ByteLine(head[..Length]);
        line.Add("{\"v\":1,\"file\":\""u8);
        line.Add(file);
        line.Add("\",\"start\":\""u8);
        line.Add(start);
        line.Add("\",\"id\":\""u8);
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

    /// <summary>Reads the file's bytes.</summary>
    /// <returns><see langword="null"/> where they are not a head.</returns>
    public static ChainHead? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new Utf8JsonReader(bytes);
            using var document = JsonDocument.ParseValue(ref reader);
            var head = document.RootElement;
            string Text(string name) => head.GetProperty(name).GetString() ?? throw new FormatException();
            return new ChainHead(Text("file"), Text("start"), Text("id"), head.GetProperty("seq").GetInt64(), Text("hash"), head.GetProperty("key").GetString()) { Mac = Text("mac") };
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
        var signed = FormattableString.Invariant(
            $"{{\"v\":1,\"file\":\"{File}\",\"start\":\"{Start}\",\"id\":\"{Id}\",\"seq\":{Sequence},\"hash\":\"{Hash}\",\"key\":{(Key is null ? "null" : $"\"{Key}\"")}");
        ChainDigest.Write(Encoding.UTF8.GetBytes(signed), key, digits);
        return Key == key?.Fingerprint && Mac == Encoding.ASCII.GetString(digits);
    }
}
