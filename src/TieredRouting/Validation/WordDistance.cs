namespace TieredRouting.Validation;

/// <summary>
/// How much of a text somebody changed: the fewest words to put in, take out or replace (V. Levenshtein, 1966), over the number of words of the longer text; 0 for the same words, 1 for none in common.
/// </summary>
internal static class WordDistance
{
    /// <summary>Beyond it the middle of two texts counts as changed altogether: counting it exactly takes time with its square.</summary>
    private const int MostCompared = 4_000_000;

    public static double Between(string left, string right)
    {
        string[] first = Words(left), second = Words(right);
        var longer = Math.Max(first.Length, second.Length);
        if (longer == 0)
            return 0;
        var start = first.AsSpan().CommonPrefixLength(second);
        var end = CommonEnd(first.AsSpan(start), second.AsSpan(start));
        return (double)Changed(first.AsSpan(start..^end), second.AsSpan(start..^end)) / longer;
    }

    private static string[] Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static int CommonEnd(ReadOnlySpan<string> first, ReadOnlySpan<string> second)
    {
        var end = 0;
        while (end < first.Length && end < second.Length && first[^(end + 1)] == second[^(end + 1)])
            end++;
        return end;
    }

    private static int Changed(ReadOnlySpan<string> first, ReadOnlySpan<string> second)
    {
        if (first.Length == 0 || second.Length == 0 || (long)first.Length * second.Length > MostCompared)
            return Math.Max(first.Length, second.Length);
        var row = new int[second.Length + 1];
        for (var i = 0; i < row.Length; i++)
            row[i] = i;
        foreach (var word in first)
            NextRow(row, word, second);
        return row[^1];
    }

    private static void NextRow(int[] row, string word, ReadOnlySpan<string> others)
    {
        var diagonal = row[0]++;
        for (var i = 0; i < others.Length; i++)
        {
            var replaced = diagonal + (word == others[i] ? 0 : 1);
            diagonal = row[i + 1];
            row[i + 1] = Math.Min(replaced, 1 + Math.Min(row[i], row[i + 1]));
        }
    }
}
