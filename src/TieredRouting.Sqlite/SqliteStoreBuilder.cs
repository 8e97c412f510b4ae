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

    /// <summary>
    /// Keeps the ledger of what routes came to (<see cref="RoutingLedger"/>) as well, and the latest 100,000 routes, so that feedback about a route of another process comes to the right place. It is written
    /// every second, beside the requests; several processes of one machine count together. A process that is killed loses what it counted in its last second, which the audit still has.
    /// </summary>
    /// <returns>The same builder.</returns>
    public SqliteStoreBuilder KeepLedger()
    {
        Options = Options with { KeepsLedger = true };
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
