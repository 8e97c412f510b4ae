using System.Text;
using Microsoft.Data.Sqlite;

namespace TieredRouting.Sqlite;

/// <summary>Lists items out of an index, without reading what they are about.</summary>
internal static class SqlitePage
{
    public static List<ApprovalSummary> Read(SqliteConnection connection, ApprovalQuery query)
    {
        using var command = connection.CreateCommand();
        Describe(command, query);
        using var rows = command.ExecuteReader();
        var page = new List<ApprovalSummary>();
        while (rows.Read())
            page.Add(SummaryOf(rows, query.State));
        return page;
    }

    private static void Describe(SqliteCommand command, ApprovalQuery query)
    {
        var sql = new StringBuilder("SELECT id, contract, kind, reason, created, expires FROM approvals WHERE state = $state");
        Set(command, "$state", (int)query.State);
        if (query.Contract is { } contract)
            Set(command, "$contract", contract, sql, " AND contract = $contract");
        if (query.CreatedBefore is { } before)
            Set(command, "$before", before.UtcTicks, sql, " AND created < $before");
        if (query.ExpiresBy is { } by)
            Set(command, "$by", by.UtcTicks, sql, " AND expires <= $by");
        if (query.After is { } after)
        {
            Set(command, "$created", after.CreatedAt.UtcTicks, sql, " AND (created, id) > ($created, $id)");
            Set(command, "$id", after.Id);
        }

        Set(command, "$limit", query.Limit, sql, " ORDER BY created, id LIMIT $limit");
        command.CommandText = sql.ToString();
    }

    private static void Set(SqliteCommand command, string name, object value, StringBuilder? sql = null, string? condition = null)
    {
        command.Parameters.AddWithValue(name, value);
        sql?.Append(condition);
    }

    private static ApprovalSummary SummaryOf(SqliteDataReader row, ApprovalState state) => new(
        row.GetString(0),
        row.GetString(1),
        (ApprovalKind)row.GetInt32(2),
        state,
        row.GetString(3),
        new DateTimeOffset(row.GetInt64(4), TimeSpan.Zero),
        row.IsDBNull(5) ? null : new DateTimeOffset(row.GetInt64(5), TimeSpan.Zero));
}
