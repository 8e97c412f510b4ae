using System.Globalization;
using Microsoft.Data.Sqlite;

namespace TieredRouting.Sqlite;

/// <summary>The tables, version by version. A file says which it has; each step is taken once, in a transaction.</summary>
internal static class SqliteSchema
{
    /// <summary>What the file's header says it is: "TRst".</summary>
    private const long ApplicationId = 0x54527374;

    private static readonly string[] Steps =
    [
        """
        CREATE TABLE approvals (
            id TEXT NOT NULL PRIMARY KEY, contract TEXT NOT NULL, kind INTEGER NOT NULL, state INTEGER NOT NULL, reason TEXT NOT NULL,
            created INTEGER NOT NULL, expires INTEGER, version INTEGER NOT NULL, body BLOB NOT NULL);
        CREATE INDEX approvals_by_contract ON approvals (state, contract, created, id);
        CREATE INDEX approvals_by_age ON approvals (state, created, id);
        CREATE INDEX approvals_by_expiry ON approvals (state, expires) WHERE expires IS NOT NULL;
        """,
        """
        CREATE TABLE ledger (
            length INTEGER NOT NULL, kind INTEGER NOT NULL, name TEXT NOT NULL, part TEXT NOT NULL, tier TEXT NOT NULL, floor TEXT NOT NULL, step INTEGER NOT NULL,
            changed INTEGER NOT NULL, body BLOB NOT NULL, PRIMARY KEY (length, kind, name, part, tier, floor, step)) WITHOUT ROWID;
        CREATE INDEX ledger_by_change ON ledger (changed);
        CREATE TABLE ledger_changes (latest INTEGER NOT NULL);
        INSERT INTO ledger_changes VALUES (0);
        CREATE TABLE routes (
            number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, contract TEXT NOT NULL, tier TEXT, cohort TEXT, start TEXT, floor TEXT, class INTEGER, at INTEGER NOT NULL);
        """,
        """
        CREATE TABLE audit (number INTEGER PRIMARY KEY AUTOINCREMENT, line BLOB NOT NULL);
        CREATE TABLE audit_head (id INTEGER PRIMARY KEY CHECK (id = 1), head BLOB NOT NULL);
        """,
    ];

    /// <summary>The version that this library writes.</summary>
    public static int Version => Steps.Length;

    /// <exception cref="IOException">The file is another program's.</exception>
    /// <exception cref="NotSupportedException">A newer release wrote it.</exception>
    public static void RequireKnown(SqliteConnection connection, string path)
    {
        var (application, version) = (Number(connection, "PRAGMA application_id"), Number(connection, "PRAGMA user_version"));
        if (application != ApplicationId && (application != 0 || version != 0 || Number(connection, "SELECT count(*) FROM sqlite_master") > 0))
            throw new IOException($"'{path}' is the database of another program: name another file.");
        if (version > Version)
            throw new NotSupportedException($"'{path}' is of version {version} of the store, and this library knows up to version {Version}: a newer release wrote it.");
    }

    /// <summary>Takes the steps that are missing. Where several processes open the file at once, one takes them.</summary>
    public static void Migrate(SqliteConnection connection, string path) => SqliteFile.InTransaction(connection, () =>
    {
        RequireKnown(connection, path);
        var version = (int)Number(connection, "PRAGMA user_version");
        foreach (var step in Steps.Skip(version))
            SqliteFile.Execute(connection, step);
        if (version < Version)
            SqliteFile.Execute(connection, FormattableString.Invariant($"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}"));
    });

    private static long Number(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
