using Microsoft.Data.Sqlite;

namespace TieredRouting.Sqlite;

/// <summary>Writes the audit of a database to a file, line by line.</summary>
internal static class SqliteAuditExport
{
    public static async Task<string> WriteAsync(string path, string target, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no database '{path}'.", path);
        var file = new SqliteFile(path, new SqliteStoreOptions().Patience);
        // Brings an older file up to this version, so that it has the tables.
        using var connection = file.OpenWriter();
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        try
        {
            // Lines and head are of the same moment.
            SqliteFile.Execute(connection, "BEGIN");
            await WriteAsync(connection, "SELECT head FROM audit_head", target + ".head", [], cancellationToken);
            await WriteAsync(connection, "SELECT line FROM audit ORDER BY number", target, "\n"u8.ToArray(), cancellationToken);
            return target;
        }
        catch (SqliteException exception)
        {
            throw file.Translated(exception);
        }
    }

    private static async Task WriteAsync(SqliteConnection connection, string sql, string path, byte[] end, CancellationToken cancellationToken)
    {
        await using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 64 * 1024);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            await output.WriteAsync(rows.GetFieldValue<byte[]>(0), cancellationToken);
            await output.WriteAsync(end, cancellationToken);
        }
    }
}
