namespace TieredRouting.Sqlite;

/// <summary>SQLite's primary result codes, in words (https://www.sqlite.org/rescode.html).</summary>
internal static class SqliteErrors
{
    public const int Constraint = 19;

    public static string Words(int code) => code switch
    {
        5 or 6 => "is locked by another process, for longer than is waited",
        8 => "is read-only",
        10 => "cannot be read or written: the disk failed",
        11 => "is damaged",
        13 => "is full: there is no room on its disk",
        14 => "cannot be opened",
        18 => "takes nothing as large as this",
        26 => "is no SQLite database",
        _ => $"failed (SQLite error {code})",
    };
}
