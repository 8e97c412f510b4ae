using Microsoft.Data.Sqlite;

namespace TieredRouting.Sqlite;

/// <summary>The statements of the audit's tables, prepared once for a connection. Not thread-safe.</summary>
internal sealed class SqliteAuditStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _head = Command(connection, "SELECT head FROM audit_head");
    private readonly SqliteCommand _last = Command(connection, "SELECT line FROM audit ORDER BY number DESC LIMIT 1");
    private readonly SqliteCommand _add = Command(connection, "INSERT INTO audit (line) VALUES ($bytes)", "$bytes");
    private readonly SqliteCommand _put = Command(connection, "INSERT OR REPLACE INTO audit_head (id, head) VALUES (1, $bytes)", "$bytes");

    public byte[]? Head() => _head.ExecuteScalar() as byte[];

    public byte[]? LastLine() => _last.ExecuteScalar() as byte[];

    public void Add(byte[] line) => Run(_add, line);

    public void PutHead(byte[] head) => Run(_put, head);

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_head, _last, _add, _put])
            command.Dispose();
    }

    private static void Run(SqliteCommand command, byte[] bytes)
    {
        command.Parameters[0].Value = bytes;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, params string[] names)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in names)
            command.Parameters.Add(name, SqliteType.Blob);
        return command;
    }
}
