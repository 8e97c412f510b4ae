using Microsoft.Data.Sqlite;
using TieredRouting.Economics;
using TieredRouting.Feedback;

namespace TieredRouting.Sqlite;

/// <summary>The statements of the ledger's tables, prepared once for a connection. Not thread-safe.</summary>
internal sealed class SqliteLedgerStatements(SqliteConnection connection) : IDisposable
{
    /// <summary>How many routes are remembered for all processes.</summary>
    private const int MostRoutes = 100_000;

    private const string Place = "length = $length AND kind = $kind AND name = $name AND part = $part AND tier = $tier AND floor = $floor AND step = $step";

    private readonly SqliteCommand _latest = Command(connection, "SELECT latest FROM ledger_changes");
    private readonly SqliteCommand _next = Command(connection, "UPDATE ledger_changes SET latest = latest + 1 RETURNING latest");
    private readonly SqliteCommand _find = Command(connection, $"SELECT body FROM ledger WHERE {Place}", "$length", "$kind", "$name", "$part", "$tier", "$floor", "$step");

    private readonly SqliteCommand _put = Command(
        connection,
        "INSERT OR REPLACE INTO ledger (length, kind, name, part, tier, floor, step, changed, body) VALUES ($length, $kind, $name, $part, $tier, $floor, $step, $changed, $body)",
        "$length", "$kind", "$name", "$part", "$tier", "$floor", "$step", "$changed", "$body");

    private readonly SqliteCommand _changed = Command(
        connection, "SELECT kind, name, part, tier, floor, step, body FROM ledger WHERE changed > $seen AND length = $length AND step >= $first", "$seen", "$length", "$first");

    private readonly SqliteCommand _prune = Command(connection, "DELETE FROM ledger WHERE length < 9223372036854775807 AND (step + 1) * length <= $start", "$start");

    private readonly SqliteCommand _remember = Command(
        connection,
        "INSERT OR REPLACE INTO routes (id, contract, tier, cohort, start, floor, class, at) VALUES ($id, $contract, $tier, $cohort, $start, $floor, $class, $at)",
        "$id", "$contract", "$tier", "$cohort", "$start", "$floor", "$class", "$at");

    private readonly SqliteCommand _route = Command(connection, "SELECT contract, tier, cohort, start, floor, class, at FROM routes WHERE id = $id", "$id");
    private readonly SqliteCommand _forget = Command(connection, FormattableString.Invariant($"DELETE FROM routes WHERE number <= (SELECT max(number) FROM routes) - {MostRoutes}"));

    /// <summary>The number of the latest change.</summary>
    public long Latest() => (long)_latest.ExecuteScalar()!;

    /// <summary>The number of a change that is made now.</summary>
    public long NextChange() => (long)_next.ExecuteScalar()!;

    /// <summary>Adds to a row.</summary>
    public void Add(LedgerRow row, long length, long change)
    {
        Set(_find, row, length);
        var numbers = row.Numbers;
        if (_find.ExecuteScalar() is byte[] kept)
            numbers.Add(LedgerNumbers.Of(kept));
        Set(_put, row, length);
        (_put.Parameters["$changed"].Value, _put.Parameters["$body"].Value) = (change, numbers.ToBytes());
        _put.ExecuteNonQuery();
    }

    /// <summary>The rows that anybody has changed since.</summary>
    public List<LedgerRow> ChangedSince(long seen, long length, long first)
    {
        (_changed.Parameters["$seen"].Value, _changed.Parameters["$length"].Value, _changed.Parameters["$first"].Value) = (seen, length, first);
        using var rows = _changed.ExecuteReader();
        var changed = new List<LedgerRow>();
        while (rows.Read())
        {
            var key = new LedgerKey((LedgerKind)rows.GetInt32(0), rows.GetString(1), PartOf(rows.GetString(2)));
            changed.Add(new LedgerRow(key, rows.GetString(3), rows.GetString(4), rows.GetInt64(5)) { Numbers = LedgerNumbers.Of(rows.GetFieldValue<byte[]>(6)) });
        }

        return changed;
    }

    /// <summary>Deletes what ended before a moment, in ticks.</summary>
    public void Prune(long start)
    {
        _prune.Parameters["$start"].Value = start;
        _prune.ExecuteNonQuery();
    }

    public void Remember(RecentRoute route)
    {
        var values = _remember.Parameters;
        values["$id"].Value = route.Id;
        values["$contract"].Value = route.Contract;
        values["$tier"].Value = (object?)route.Tier ?? DBNull.Value;
        values["$cohort"].Value = (object?)route.Cohort ?? DBNull.Value;
        values["$start"].Value = (object?)route.Start ?? DBNull.Value;
        values["$floor"].Value = (object?)route.Floor ?? DBNull.Value;
        values["$class"].Value = route.Class is { } workClass ? (int)workClass : DBNull.Value;
        values["$at"].Value = route.At.UtcTicks;
        _remember.ExecuteNonQuery();
    }

    public RecentRoute? FindRoute(string id)
    {
        _route.Parameters["$id"].Value = id;
        using var rows = _route.ExecuteReader();
        return rows.Read()
            ? new RecentRoute(id, rows.GetString(0), Text(rows, 1), Text(rows, 2), new DateTimeOffset(rows.GetInt64(6), TimeSpan.Zero), Text(rows, 3), Text(rows, 4), rows.IsDBNull(5) ? null : (WorkClass)rows.GetInt32(5))
            : null;
    }

    public void ForgetRoutes() => _forget.ExecuteNonQuery();

    public void Dispose()
    {
        foreach (var command in (SqliteCommand[])[_latest, _next, _find, _put, _changed, _prune, _remember, _route, _forget])
            command.Dispose();
    }

    private static void Set(SqliteCommand command, LedgerRow row, long length)
    {
        var values = command.Parameters;
        values["$length"].Value = length;
        values["$kind"].Value = (int)row.Key.Kind;
        values["$name"].Value = row.Key.Name;
        values["$part"].Value = PartOf(row.Key);
        values["$tier"].Value = row.Tier;
        values["$floor"].Value = row.Floor;
        values["$step"].Value = row.Step;
    }

    // A key may not be null, and a cohort may be the empty text.
    private static string PartOf(LedgerKey key) => key.Part is null ? string.Empty : $"={key.Part}";

    private static string? PartOf(string kept) => kept.Length == 0 ? null : kept[1..];

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static SqliteCommand Command(SqliteConnection connection, string sql, params string[] parameters)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
            command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
        return command;
    }
}
