using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TieredRouting.Economics;
using TieredRouting.Feedback;

namespace TieredRouting.Sqlite;

/// <summary>
/// Keeps the ledger's numbers and the latest routes in tables. Several processes add to the same rows, each what it has counted, in one transaction that also reads what the others have added. Thread-safe.
/// </summary>
internal sealed class SqliteLedgerStore : ILedgerStore, IRouteArchive, IDisposable
{
    private const int MostWaiting = 10_000;

    private readonly Lock _gate = new();
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly SqliteLedgerStatements _statements;
    private readonly ConcurrentQueue<RecentRoute> _routes = new();
    private long _seen = -1;
    private long _pruned;

    /// <exception cref="IOException">The file cannot be opened, or it is not this library's.</exception>
    /// <exception cref="NotSupportedException">A newer release wrote it, or it is on a network share.</exception>
    public SqliteLedgerStore(string path, SqliteStoreOptions options)
    {
        _file = new SqliteFile(path, options.Patience);
        _connection = _file.OpenWriter();
        // What a power cut takes of the last moments can be counted again from the audit; an application that ends loses nothing.
        SqliteFile.Execute(_connection, "PRAGMA synchronous = NORMAL");
        _statements = new SqliteLedgerStatements(_connection);
    }

    public IReadOnlyList<LedgerRow> Exchange(long length, long first, IReadOnlyList<LedgerRow> added)
    {
        lock (_gate)
        {
            RecentRoute[] routes = [.. _routes.Take(MostWaiting)];
            if (added.Count == 0 && routes.Length == 0 && _statements.Latest() == _seen)
                return [];
            var rows = InTransaction(() => Exchange(length, first, added, routes));
            for (var i = 0; i < routes.Length; i++)
                _routes.TryDequeue(out _);
            return rows;
        }
    }

    public void Remember(RecentRoute route)
    {
        if (_routes.Count < MostWaiting)
            _routes.Enqueue(route);
    }

    public RecentRoute? Find(string id)
    {
        if (_routes.FirstOrDefault(route => route.Id == id) is { Id: not null } waiting)
            return waiting;
        try
        {
            lock (_gate)
                return _statements.FindRoute(id);
        }
        catch (SqliteException)
        {
            // Feedback is on record by the route's id all the same.
            return null;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _statements.Dispose();
            _connection.Dispose();
        }
    }

    private List<LedgerRow> Exchange(long length, long first, IReadOnlyList<LedgerRow> added, RecentRoute[] routes)
    {
        var seen = _seen;
        var change = added.Count == 0 ? _statements.Latest() : _statements.NextChange();
        foreach (var row in added)
            _statements.Add(row, length, change);
        foreach (var route in routes)
            _statements.Remember(route);
        if (routes.Length > 0)
            _statements.ForgetRoutes();
        if (first > _pruned && length != long.MaxValue)
            _statements.Prune(first * length);
        (_seen, _pruned) = (change, first);
        return _statements.ChangedSince(seen, length, first);
    }

    private List<LedgerRow> InTransaction(Func<List<LedgerRow>> exchange)
    {
        var (seen, pruned) = (_seen, _pruned);
        try
        {
            return SqliteFile.InTransaction(_connection, exchange);
        }
        catch (Exception exception)
        {
            (_seen, _pruned) = (seen, pruned);
            throw exception is SqliteException sqlite ? _file.Translated(sqlite) : new IOException("The ledger cannot be read: it was changed, or a newer release wrote it.", exception);
        }
    }
}
