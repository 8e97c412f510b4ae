using System.Security.Cryptography;
using System.Text;

namespace TieredRouting;

/// <summary>
/// A secret that the audit is hashed with (HMAC-SHA-256): without it nobody can write a record that belongs to the chain, or tell which user an id in it stands
/// for. Immutable and safe to share between threads. It never prints the secret.
/// </summary>
public sealed class AuditKey
{
    /// <summary>The fewest bytes a key may have: 16. Use 32 random ones.</summary>
    public const int MinimumLength = 16;

    private readonly byte[] _secret;
    private readonly byte[] _quotedFingerprint;

    /// <summary>A key of bytes, such as a key store gives.</summary>
    /// <param name="secret">The bytes; they are copied.</param>
    /// <exception cref="ArgumentException">There are fewer than <see cref="MinimumLength"/> bytes.</exception>
    public AuditKey(ReadOnlySpan<byte> secret)
        : this(secret.ToArray(), MinimumLength)
    {
    }

    /// <summary>A key of text, such as a setting or an environment variable holds: its UTF-8 bytes, as they stand.</summary>
    /// <param name="secret">The text.</param>
    /// <exception cref="ArgumentException">The text has fewer than <see cref="MinimumLength"/> bytes.</exception>
    public AuditKey(string secret)
        : this(Encoding.UTF8.GetBytes(secret ?? throw new ArgumentNullException(nameof(secret))), MinimumLength)
    {
    }

    private AuditKey(byte[] secret, int minimum)
    {
        if (secret.Length < minimum)
            throw new ArgumentException($"An audit key has at least {minimum} bytes; this one has {secret.Length}.", nameof(secret));
        _secret = secret;
        Fingerprint = Convert.ToHexStringLower(HMACSHA256.HashData(_secret, "TieredRouting.AuditKey"u8))[..16];
        _quotedFingerprint = Encoding.ASCII.GetBytes($"\"{Fingerprint}\"");
    }

    /// <summary>What the audit calls this key: 16 hexadecimal digits that are made of it and do not give it away.</summary>
    public string Fingerprint { get; }

    /// <summary>The fingerprint as JSON.</summary>
    internal ReadOnlySpan<byte> QuotedFingerprint => _quotedFingerprint;

    /// <summary>A key that is only tried on a chain, so that a short one is a wrong key and not an error.</summary>
    internal static AuditKey ToTry(string secret) => new(Encoding.UTF8.GetBytes(secret), minimum: 1);

    /// <summary>The HMAC-SHA-256 of bytes under this key.</summary>
    internal void Hash(ReadOnlySpan<byte> bytes, Span<byte> hash) => HMACSHA256.HashData(_secret, bytes, hash);

    /// <summary>What stands in the audit for an id: 32 hexadecimal digits, the same each time under this key.</summary>
    internal string Pseudonym(string kind, string id) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{kind}\n{id}")))[..32];

    /// <inheritdoc />
    public override string ToString() => $"AuditKey {Fingerprint}";
}
