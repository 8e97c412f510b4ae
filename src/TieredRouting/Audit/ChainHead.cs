using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Audit;

/// <summary>
/// How far a chain has come, as <c>PATH.head</c> says it: <c>{"v":1,"file","start","id","seq","hash","rolled","broken","key","mac"}</c>. It is always of one length, so that
/// rewriting it is one small write in place. <c>mac</c> is a hash of what stands before it, under the chain's key where it has one; <c>file</c> and <c>start</c> say which audit it
/// belongs to.
/// </summary>
/// <param name="File">Stands for the file's name: the first digits of its SHA-256.</param>
/// <param name="Start">What the first record of the first file follows: random, so that no two audits begin alike.</param>
/// <param name="Id">The chain's name.</param>
/// <param name="Sequence">The number of its last record.</param>
/// <param name="Hash">The hash of its last record.</param>
/// <param name="Past">What is known of files that may be gone.</param>
/// <param name="Key">The fingerprint of its key, or <see langword="null"/>.</param>
internal sealed record ChainHead(string File, string Start, string Id, long Sequence, string Hash, ChainPast Past, string? Key)
{
    /// <summary>The file's length in bytes.</summary>
    public const int Length = 384;

    private const int NameLength = 16;
    private const int MostCount = 999_999_998;

    private string Mac { get; init; } = "";

    /// <summary>
    /// The head as an event holds it: with a hash in place of its <c>mac</c>. Who has the key can tell from it whether the head was genuine; nobody can make the head from it, and put
    /// everything back to that moment.
    /// </summary>
    public string Pinned => $"{Signed},\"mac\":\"{HashOf(Mac)}\"}}";

    /// <summary>What stands in a head for the name of a file.</summary>
    public static byte[] NameOf(string path) =>
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFileName(path))))[..NameLength]);

    /// <summary>Writes the head of a chain: bytes and not text, since every commit does it.</summary>
    /// <param name="file">What stands for the file's name.</param>
    /// <param name="start">What the first record of the first file follows.</param>
    /// <param name="chain">The chain.</param>
    /// <param name="past">What is known of files that may be gone.</param>
    /// <param name="key">Its key, or <see langword="null"/>.</param>
    /// <param name="head">Takes <see cref="Length"/> bytes.</param>
    public static void Write(ReadOnlySpan<byte> file, ReadOnlySpan<byte> start, HashChain chain, ChainPast past, AuditKey? key, Span<byte> head)
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
        line.Add("\",\"rolled\":"u8);
        line.Add(past.Rolled);
        line.Add(",\"broken\":"u8);
        line.Add(past.Broken);
        line.Add(",\"key\":"u8);
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
            string Text(string name, int length) => head.GetProperty(name).GetString() is { } text && text.Length == length ? text : throw new FormatException();
            int Count(string name) => head.GetProperty(name).GetInt32() is >= 0 and <= MostCount and var count ? count : throw new FormatException();
            return new ChainHead(
                Text("file", NameLength),
                Text("start", ChainDigest.Length),
                Text("id", ChainedLine.IdLength),
                head.GetProperty("seq").GetInt64(),
                Text("hash", ChainDigest.Length),
                new ChainPast(Count("rolled"), Count("broken")),
                head.GetProperty("key").GetString()) { Mac = Text("mac", ChainDigest.Length) };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether it is as it was written, under this key.</summary>
    public bool IsGenuine(AuditKey? key) => Key == key?.Fingerprint && Mac == MacUnder(key);

    /// <summary>Whether it is the <see cref="Pinned"/> form of one that was as it was written, under this key.</summary>
    public bool IsPinOfGenuine(AuditKey? key) => Key == key?.Fingerprint && Mac == HashOf(MacUnder(key));

    private string Signed => FormattableString.Invariant(
        $"{{\"v\":1,\"file\":\"{File}\",\"start\":\"{Start}\",\"id\":\"{Id}\",\"seq\":{Sequence},\"hash\":\"{Hash}\",\"rolled\":{Past.Rolled},\"broken\":{Past.Broken},\"key\":{(Key is null ? "null" : $"\"{Key}\"")}");

    private string MacUnder(AuditKey? key)
    {
        Span<byte> digits = stackalloc byte[ChainDigest.Length];
        ChainDigest.Write(Encoding.UTF8.GetBytes(Signed), key, digits);
        return Encoding.ASCII.GetString(digits);
    }

    private static string HashOf(string mac)
    {
        Span<byte> digits = stackalloc byte[ChainDigest.Length];
        ChainDigest.Write(Encoding.UTF8.GetBytes(mac), null, digits);
        return Encoding.ASCII.GetString(digits);
    }
}
