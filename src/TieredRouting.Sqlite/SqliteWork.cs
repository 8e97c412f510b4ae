namespace TieredRouting.Sqlite;

/// <summary>One change of the database, that is committed together with others.</summary>
/// <param name="change">Makes the change, and says whether there was anything to change.</param>
internal sealed class SqliteWork(Func<SqliteStatements, bool> change)
{
    /// <summary>Whether there was anything to change.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Whether an item of that id is there already.</summary>
    public bool IsTwice { get; private set; }

    public void Do(SqliteStatements statements)
    {
        try
        {
            IsDone = change(statements);
        }
        catch (Microsoft.Data.Sqlite.SqliteException exception) when (exception.SqliteErrorCode == SqliteErrors.Constraint)
        {
            // It undoes this one change; the others of the group are not touched.
            IsTwice = true;
        }
    }
}
