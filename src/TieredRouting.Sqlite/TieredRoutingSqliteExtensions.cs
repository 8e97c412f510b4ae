using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using TieredRouting.Economics;
using TieredRouting.Feedback;
using TieredRouting.Sqlite;

namespace TieredRouting;

/// <summary>Keeps what waits for a person, and the ledger, in an SQLite database.</summary>
public static class TieredRoutingSqliteExtensions
{
    /// <summary>
    /// Keeps drafts and reviews in a file, in place of the memory of the process, and of any other store that was registered. What was held survives the end of the process and of the machine. Several processes
    /// of one machine may share the file.
    /// </summary>
    /// <remarks>
    /// The file must be on a disk of this machine: on a network share SQLite's locks do not hold, and a share that shows as one is refused. The file is opened when the router is made; what is wrong with it is an
    /// error then: a newer release's file, another program's, one that cannot be written.
    /// </remarks>
    /// <param name="services">The container to be.</param>
    /// <param name="path">The file; it and its folder are made if missing.</param>
    /// <param name="configure">Says more; may be <see langword="null"/>.</param>
    /// <returns>The same container to be.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static IServiceCollection AddTieredRoutingSqlite(this IServiceCollection services, string path, Action<SqliteStoreBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var builder = new SqliteStoreBuilder();
        configure?.Invoke(builder);
        if (builder.Options.KeepsLedger)
            AddLedger(services, path, builder.Options);
        return services.Replace(ServiceDescriptor.Singleton<IApprovalStore>(_ => new SqliteApprovalStore(path, builder.Options)));
    }

    private static void AddLedger(IServiceCollection services, string path, SqliteStoreOptions options)
    {
        services.Replace(ServiceDescriptor.Singleton(_ => new SqliteLedgerStore(path, options)));
        services.Replace(ServiceDescriptor.Singleton<ILedgerStore>(provider => provider.GetRequiredService<SqliteLedgerStore>()));
        services.Replace(ServiceDescriptor.Singleton<IRouteArchive>(provider => provider.GetRequiredService<SqliteLedgerStore>()));
    }
}
