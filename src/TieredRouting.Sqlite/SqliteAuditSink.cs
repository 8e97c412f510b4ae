using System.Buffers;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using TieredRouting.Audit;
using TieredRouting.Telemetry;

namespace TieredRouting.Sqlite;

/// <summary>
/// Keeps records in a table, one chain for all processes that share the file. A commit reads where the chain is, and goes on from there, in one transaction: lines and head are on the disk together, or neither is.
/// </summary>
internal sealed class SqliteAuditSink : IAuditSink, IDisposable
{
    private const int MostWaiting = 10_000;

    private static readonly byte[] Name = ChainHead.NameOf(SqliteAudit.FileName);

    private readonly string _name;
    private readonly Func<AuditKey?> _key;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SqliteFile _file;
    private readonly SqliteConnection _connection;
    private readonly SqliteAuditStatements _statements;
    private readonly GroupCommit<LineBuffer> _commits;
    private readonly ArrayBufferWriter<byte> _line = new(4096);
    private ChainHead? _written;

    /// <exception cref="IOException">The file cannot be opened, or it is not this library's.</exception>
    /// <exception cref="NotSupportedException">A newer release wrote it, or it is on a network share.</exception>
    public SqliteAuditSink(string path, Func<AuditKey?> key, TimeProvider time, ILogger logger)
    {
        (_name, _key, _time, _logger) = ($"Sqlite({Path.GetFileName(path)})", key, time, logger);
        _file = new SqliteFile(path, new SqliteStoreOptions().Patience);
        _connection = _file.OpenWriter();
        _statements = new SqliteAuditStatements(_connection);
        // A commit takes as long as the disk: no caller's thread is held for it.
        _commits = new GroupCommit<LineBuffer>(Commit, MostWaiting, TimeSpan.Zero);
    }

    public async ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken)
    {
        using var line = new LineBuffer();
        AuditRecordWriter.Write(record, line.Begin());
        line.End();
        await _commits.AddAsync(line);
    }

    public async ValueTask WriteEventAsync(AuditEvent auditEvent, CancellationToken cancellationToken)
    {
        using var line = new LineBuffer();
        ChainEvents.Write(line, auditEvent);
        await _commits.AddAsync(line);
    }

    /// <summary>Writes what is waiting, and lets the file go.</summary>
    public void Dispose()
    {
        _commits.Dispose();
        _statements.Dispose();
        _connection.Dispose();
    }

    /// <inheritdoc />
    public override string ToString() => _name;

    private void Commit(IReadOnlyList<LineBuffer> lines)
    {
        var key = _key();
        try
        {
            _written = SqliteFile.InTransaction(_connection, () => Write(lines, key));
        }
        catch (SqliteException exception)
        {
            throw _file.Translated(exception);
        }
    }

    private ChainHead Write(IReadOnlyList<LineBuffer> lines, AuditKey? key)
    {
        var opening = new SqliteAuditOpening(_statements.Head(), _statements.LastLine(), _written, key);
        foreach (var line in Events(opening, key))
            Add(opening.Chain, line, key);
        for (var i = 0; i < lines.Count; i++)
            Add(opening.Chain, lines[i], key);
        var head = new byte[ChainHead.Length];
        ChainHead.Write(Name, opening.Start, opening.Chain, opening.Past, key, head);
        _statements.PutHead(head);
        return ChainHead.Read(head)!;
    }

    /// <summary>What comes before everything else, if anything does: that the key was changed, or that the chain was found broken.</summary>
    private IEnumerable<LineBuffer> Events(SqliteAuditOpening opening, AuditKey? key)
    {
        if (opening.PinnedUnderOtherKey(key) is { } pinned)
            yield return ChainEvents.KeyChange(_time.GetUtcNow(), opening.Key, key!.Fingerprint, pinned);
        if (opening.Flaw is not { } flaw)
            yield break;
        _logger.AuditChainBroken(_name, flaw);
        yield return ChainEvents.Broken(_time.GetUtcNow(), flaw);
    }

    private void Add(HashChain chain, LineBuffer line, AuditKey? key)
    {
        _line.ResetWrittenCount();
        chain.Add(line, key, _line);
        // The line feed belongs to files.
        _statements.Add(_line.WrittenSpan[..^1].ToArray());
    }
}
