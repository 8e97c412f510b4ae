using Microsoft.Data.Sqlite;

namespace TieredRouting.Sqlite;

/// <summary>A connection that reads, with the statement that finds an item. Not thread-safe.</summary>
internal sealed class SqliteReader : IDisposable
{
    private readonly SqliteCommand _find;
    private readonly SqliteParameter _id;

    public SqliteReader(SqliteConnection connection)
    {
        Connection = connection;
        _find = connection.CreateCommand();
        _find.CommandText = "SELECT version, body FROM approvals WHERE id = $id";
        _id = _find.Parameters.Add("$id", SqliteType.Text);
    }

    public SqliteConnection Connection { get; }

    /// <summary>The version and the content of an item; <see langword="null"/> where there is none of that id.</summary>
    public (long Version, byte[] Body)? Find(string id)
    {
        _id.Value = id;
        using var rows = _find.ExecuteReader();
        return rows.Read() ? (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1)) : null;
    }

    public void Dispose()
    {
        _find.Dispose();
        Connection.Dispose();
    }
}
