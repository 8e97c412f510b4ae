namespace TieredRouting;

/// <summary>Says how an audit is kept in SQLite. Not thread-safe.</summary>
public sealed class SqliteAuditBuilder
{
    internal SqliteAuditBuilder()
    {
    }

    internal Func<IServiceProvider, AuditKey>? Key { get; private set; }

    /// <summary>Hashes the chain under a key: without it nobody can write a record that belongs to the chain.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The same builder.</returns>
    public SqliteAuditBuilder WithKey(AuditKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return WithKey(_ => key);
    }

    /// <summary>
    /// Hashes the chain under the key that is in force. When another one is given, the chain goes on under that one, and an event in it says so; a chain that has a key never goes on without one. All processes
    /// that share the file are to have the same key.
    /// </summary>
    /// <param name="key">Gives the key; asked before each commit.</param>
    /// <returns>The same builder.</returns>
    public SqliteAuditBuilder WithKey(Func<IServiceProvider, AuditKey> key)
    {
        ArgumentNullException.ThrowIfNull(key);
        Key = key;
        return this;
    }
}
