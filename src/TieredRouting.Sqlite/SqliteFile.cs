using Microsoft.Data.Sqlite;

namespace TieredRouting.Sqlite;

/// <summary>The database's file: found to be one that this library may write, of this or an earlier version, on a disk of this machine.</summary>
internal sealed class SqliteFile
{
    private readonly string _path;
    private readonly string _connection;
    private readonly TimeSpan _patience;

    /// <exception cref="IOException">It cannot be opened, or it is not this library's.</exception>
    /// <exception cref="NotSupportedException">A newer release wrote it, or it is on a network share.</exception>
    public SqliteFile(string path, TimeSpan patience)
    {
        _path = Path.GetFullPath(path);
        _patience = patience;
        // What waits longer than the database itself does is not tried again.
        _connection = new SqliteConnectionStringBuilder { DataSource = _path, DefaultTimeout = 1, Pooling = false }.ToString();
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        RequireLocal();
    }

    /// <summary>Opens the file to write, and brings it up to this version.</summary>
    public SqliteConnection OpenWriter()
    {
        var connection = Open();
        try
        {
            SqliteSchema.RequireKnown(connection, _path);
            // Readers and a writer do not wait for each other; a commit has reached the disk when it returns.
            Execute(connection, "PRAGMA journal_mode = WAL");
            Execute(connection, "PRAGMA synchronous = FULL");
            SqliteSchema.Migrate(connection, _path);
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Translated(exception);
        }
        catch (Exception)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Opens the file.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            Execute(connection, FormattableString.Invariant($"PRAGMA busy_timeout = {(long)_patience.TotalMilliseconds}"));
            return connection;
        }
        catch (SqliteException exception)
        {
            connection.Dispose();
            throw Translated(exception);
        }
    }

    /// <summary>What went wrong, in words that name the file.</summary>
    public IOException Translated(SqliteException exception) => new($"The store '{_path}' {SqliteErrors.Words(exception.SqliteErrorCode)}.", exception);

    public static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Does work in one transaction: of work that fails nothing is left.</summary>
    public static T InTransaction<T>(SqliteConnection connection, Func<T> work)
    {
        try
        {
            Execute(connection, "BEGIN IMMEDIATE");
            var done = work();
            Execute(connection, "COMMIT");
            return done;
        }
        catch (Exception)
        {
            TakeBack(connection);
            throw;
        }
    }

    /// <inheritdoc cref="InTransaction{T}"/>
    public static void InTransaction(SqliteConnection connection, Action work) => InTransaction(connection, () =>
    {
        work();
        return true;
    });

    private static void TakeBack(SqliteConnection connection)
    {
        try
        {
            Execute(connection, "ROLLBACK");
        }
        catch (SqliteException)
        {
            // SQLite has taken it back by itself, or it never began.
        }
    }

    private void RequireLocal()
    {
        if (_path.StartsWith(@"\\", StringComparison.Ordinal) || IsOnNetwork(Path.GetDirectoryName(_path)!))
            throw new NotSupportedException($"'{_path}' is on a network share, where SQLite's locks do not hold: name a file on a disk of this machine.");
    }

    private static bool IsOnNetwork(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveType == DriveType.Network;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
