namespace TieredRouting.Sqlite;

/// <summary>How the database is used.</summary>
internal sealed record SqliteStoreOptions
{
    /// <summary>Encrypts what the work is about.</summary>
    public Func<byte[], byte[]> Protect { get; init; } = static content => content;

    /// <summary>Decrypts it.</summary>
    public Func<byte[], byte[]> Unprotect { get; init; } = static content => content;

    /// <summary>Whether the ledger is kept as well.</summary>
    public bool KeepsLedger { get; init; }

    /// <summary>How long to wait while another process writes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);
}
