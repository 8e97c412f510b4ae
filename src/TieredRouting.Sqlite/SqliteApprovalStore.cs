using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using TieredRouting.Audit;

namespace TieredRouting.Sqlite;

/// <summary>
/// Keeps items in a table. What is to be written at the same time is committed together, by one connection; reading goes beside it. A write that has returned is on the disk.
/// </summary>
internal sealed class SqliteApprovalStore : IApprovalStore, IDisposable
{
    private const int MostWaiting = 10_000;

    private readonly SqliteStoreOptions _options;
    private readonly SqliteFile _file;
    private readonly SqliteConnection _writer;
    private readonly SqliteStatements _statements;
    private readonly GroupCommit<SqliteWork> _commits;
    private readonly ConcurrentBag<SqliteReader> _readers = [];

    /// <exception cref="IOException">The file cannot be opened, or it is not this library's.</exception>
    /// <exception cref="NotSupportedException">A newer release wrote it, or it is on a network share.</exception>
    public SqliteApprovalStore(string path, SqliteStoreOptions options)
    {
        _options = options;
        _file = new SqliteFile(path, options.Patience);
        _writer = _file.OpenWriter();
        _statements = new SqliteStatements(_writer);
        // A commit takes as long as the disk: no caller's thread is held for it.
        _commits = new GroupCommit<SqliteWork>(Commit, MostWaiting, TimeSpan.Zero);
    }

    public async ValueTask AddAsync(ApprovalItem item, CancellationToken cancellationToken = default)
    {
        var body = _options.Protect(ApprovalJson.Write(item));
        if ((await DoAsync(statements => statements.Add(item, body), cancellationToken)).IsTwice)
            throw new InvalidOperationException("An item of that id is kept already.");
    }

    public async ValueTask<bool> TryReplaceAsync(ApprovalItem item, CancellationToken cancellationToken = default)
    {
        var body = _options.Protect(ApprovalJson.Write(item));
        return (await DoAsync(statements => statements.Replace(item, body), cancellationToken)).IsDone;
    }

    public async ValueTask<bool> TryRemoveAsync(string id, long version, CancellationToken cancellationToken = default) =>
        (await DoAsync(statements => statements.Remove(id, version), cancellationToken)).IsDone;

    public ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(reader => reader.Find(id)) is var (version, body) ? ItemOf(version, body) : null);
    }

    public ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        cancellationToken.ThrowIfCancellationRequested();
        return new(Read(reader => SqlitePage.Read(reader.Connection, query)));
    }

    public void Dispose()
    {
        _commits.Dispose();
        _statements.Dispose();
        _writer.Dispose();
        foreach (var reader in _readers)
            reader.Dispose();
    }

    /// <summary>Says something to the connection that writes, such as a limit under test.</summary>
    internal void Tell(string sql) => SqliteFile.Execute(_writer, sql);

    private async ValueTask<SqliteWork> DoAsync(Func<SqliteStatements, bool> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var work = new SqliteWork(change);
        // From here on it happens, whether the caller waits or not.
        await _commits.AddAsync(work);
        return work;
    }

    private void Commit(IReadOnlyList<SqliteWork> group)
    {
        try
        {
            SqliteFile.InTransaction(_writer, () => Do(group));
        }
        catch (SqliteException exception)
        {
            throw _file.Translated(exception);
        }
    }

    private void Do(IReadOnlyList<SqliteWork> group)
    {
        foreach (var work in group)
            work.Do(_statements);
    }

    /// <summary>Reads by a connection that nobody else uses just now; there are as many as read at once.</summary>
    private T Read<T>(Func<SqliteReader, T> read)
    {
        var reader = _readers.TryTake(out var idle) ? idle : new SqliteReader(_file.Open());
        try
        {
            var found = read(reader);
            _readers.Add(reader);
            return found;
        }
        catch (SqliteException exception)
        {
            reader.Dispose();
            throw _file.Translated(exception);
        }
    }

    private ApprovalItem ItemOf(long version, byte[] body)
    {
        try
        {
            return ApprovalJson.Read(_options.Unprotect(body)) with { Version = version };
        }
        catch (Exception exception)
        {
            throw new IOException("An item of the approval store cannot be read: it was changed, encrypted with another key, or written by a newer release.", exception);
        }
    }
}
