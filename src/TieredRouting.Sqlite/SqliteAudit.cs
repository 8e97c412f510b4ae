using TieredRouting.Configuration;
using TieredRouting.Sqlite;

namespace TieredRouting;

/// <summary>Keeps the audit in an SQLite database, and gives it back as a file that can be verified.</summary>
public static class SqliteAudit
{
    /// <summary>The name of the exported file. What the chain's head says of it holds for no other.</summary>
    public const string FileName = "audit.jsonl";

    /// <summary>
    /// Keeps records and events in a database file, each chained to the one before as <see cref="AuditSinkBuilder.JsonLines"/> does. Several processes of one machine may share the file, and write one chain. A record whose
    /// write has returned is on the disk; what comes at the same time is committed together. It may be the file of <see cref="TieredRoutingSqliteExtensions.AddTieredRoutingSqlite"/>.
    /// </summary>
    /// <remarks>Nothing is deleted. The file must be on a disk of this machine; what is wrong with it is an error when the router is made. To verify, see <see cref="ExportAsync"/>.</remarks>
    /// <param name="sinks">The end of <c>AuditTo</c> or <c>WriteTo</c>.</param>
    /// <param name="path">The file; it and its folder are made if missing.</param>
    /// <param name="configure">Sets a key; may be <see langword="null"/>.</param>
    /// <returns>The routing builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static TieredRoutingBuilder Sqlite(this AuditSinkBuilder sinks, string path, Action<SqliteAuditBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(sinks);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var builder = new SqliteAuditBuilder();
        configure?.Invoke(builder);
        return sinks.Own(services => new SqliteAuditSink(
            path, builder.Key is { } key ? () => key(services) : static () => null, services.Clock(), services.RoutingLogger()));
    }

    /// <summary>
    /// Writes the audit of a database into a folder, as <see cref="FileName"/> with its <c>.head</c>: as it was at one moment, also while routers write. <see cref="AuditChain.VerifyAsync"/> and <c>tiered-routing audit verify</c> say
    /// whether it is as it was written, and <see cref="AuditReader"/> reads it. It needs no key, and makes up for nothing that is missing.
    /// </summary>
    /// <param name="path">The database.</param>
    /// <param name="folder">The folder; made if missing. It must not hold such a file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The path of the file.</returns>
    /// <exception cref="IOException">The database or the folder cannot be used; there is no such database (<see cref="FileNotFoundException"/>), or the folder holds such a file already.</exception>
    /// <exception cref="NotSupportedException">A newer release wrote the database.</exception>
    public static Task<string> ExportAsync(string path, string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return SqliteAuditExport.WriteAsync(path, Path.Combine(Path.GetFullPath(folder), FileName), cancellationToken);
    }
}
