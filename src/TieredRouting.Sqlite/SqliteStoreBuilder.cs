using TieredRouting.Sqlite;

namespace TieredRouting;

/// <summary>Says how the database is used. Not thread-safe.</summary>
public sealed class SqliteStoreBuilder
{
    internal SqliteStoreBuilder()
    {
    }

    internal SqliteStoreOptions Options { get; private set; } = new();

    /// <summary>
    /// Encrypts what the work is about (messages, drafts, answers, reasons) before it is written; ids, contracts, states and times stay readable. The functions of a data protector fit.
    /// By default it is written as it is.
    /// </summary>
    /// <param name="protect">Encrypts. Called from several threads at once.</param>
    /// <param name="unprotect">Decrypts, and throws where it cannot.</param>
    /// <returns>The same builder.</returns>
    public SqliteStoreBuilder ProtectContentWith(Func<byte[], byte[]> protect, Func<byte[], byte[]> unprotect)
    {
        ArgumentNullException.ThrowIfNull(protect);
        ArgumentNullException.ThrowIfNull(unprotect);
        Options = Options with { Protect = protect, Unprotect = unprotect };
        return this;
    }

    /// <summary>Sets how long to wait while another process writes; 5 seconds by default.</summary>
    /// <param name="patience">Zero or more.</param>
    /// <returns>The same builder.</returns>
    public SqliteStoreBuilder WaitForOthers(TimeSpan patience)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(patience, TimeSpan.Zero);
        Options = Options with { Patience = patience };
        return this;
    }
}
