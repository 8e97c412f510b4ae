using Microsoft.Data.Sqlite;

namespace TieredRouting.Sqlite;

/// <summary>The statements that change items, prepared once for the connection that writes. Not thread-safe.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private readonly SqliteCommand _add = Prepare(connection, """
        INSERT INTO approvals (id, contract, kind, state, reason, created, expires, version, body)
        VALUES ($id, $contract, $kind, $state, $reason, $created, $expires, 1, $body)
        """);

    private readonly SqliteCommand _replace = Prepare(connection, """
        UPDATE approvals SET contract = $contract, kind = $kind, state = $state, reason = $reason, created = $created, expires = $expires, version = version + 1, body = $body
        WHERE id = $id AND version = $version
        """);

    private readonly SqliteCommand _remove = Prepare(connection, "DELETE FROM approvals WHERE id = $id AND version = $version");

    public bool Add(ApprovalItem item, byte[] body) => Run(_add, item, body);

    public bool Replace(ApprovalItem item, byte[] body) => Run(_replace, item, body);

    public bool Remove(string id, long version)
    {
        _remove.Parameters.Clear();
        _remove.Parameters.AddWithValue("$id", id);
        _remove.Parameters.AddWithValue("$version", version);
        return _remove.ExecuteNonQuery() == 1;
    }

    public void Dispose()
    {
        _add.Dispose();
        _replace.Dispose();
        _remove.Dispose();
    }

    private static bool Run(SqliteCommand command, ApprovalItem item, byte[] body)
    {
        var (values, request) = (command.Parameters, item.Request);
        values.Clear();
        values.AddWithValue("$id", request.Id);
        values.AddWithValue("$contract", request.Contract);
        values.AddWithValue("$kind", (int)request.Kind);
        values.AddWithValue("$state", (int)item.State);
        values.AddWithValue("$reason", request.Reason);
        values.AddWithValue("$created", request.CreatedAt.UtcTicks);
        values.AddWithValue("$expires", request.ExpiresAt is { } expires ? expires.UtcTicks : DBNull.Value);
        values.AddWithValue("$version", item.Version);
        values.AddWithValue("$body", body);
        return command.ExecuteNonQuery() == 1;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
