using Microsoft.Data.Sqlite;

namespace TieredRouting.Sqlite;

/// <summary>The statements that change items, prepared once for the connection that writes. Not thread-safe.</summary>
internal sealed class SqliteStatements(SqliteConnection connection) : IDisposable
{
    private static readonly string[] Values = ["$id", "$contract", "$kind", "$state", "$reason", "$created", "$expires", "$version", "$body"];

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
        _remove.Parameters["$id"].Value = id;
        _remove.Parameters["$version"].Value = version;
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
        values["$id"].Value = request.Id;
        values["$contract"].Value = request.Contract;
        values["$kind"].Value = (int)request.Kind;
        values["$state"].Value = (int)item.State;
        values["$reason"].Value = request.Reason;
        values["$created"].Value = request.CreatedAt.UtcTicks;
        values["$expires"].Value = request.ExpiresAt is { } expires ? expires.UtcTicks : DBNull.Value;
        values["$version"].Value = item.Version;
        values["$body"].Value = body;
        return command.ExecuteNonQuery() == 1;
    }

    private static SqliteCommand Prepare(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in Values)
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        return command;
    }
}
