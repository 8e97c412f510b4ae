using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// The English words of a text that bind its answer: "must", "only", "never", "always", "exactly", "without", "at most" and
/// "at least" are constraints; a "first" or "firstly" that begins a clause, and each "then" after it, are steps.
/// </summary>
internal static class ProseWords
{
    private const string Then = "then";

    /// <summary>
    /// Words, and where in them the search begins: where the next three letters are rare, since a false start costs as much as
    /// forty characters. Up to eight are searched for at the price of one.
    /// </summary>
    private static readonly (string Text, int Rare)[] Constraints =
        [("must", 0), ("only", 0), ("never", 0), ("always", 0), ("exactly", 0), ("without", 1), ("at most", 1), ("at least", 1)];

    private static readonly SearchValues<string> Rare =
        SearchValues.Create([.. Constraints.Select(word => word.Text[word.Rare..])], StringComparison.OrdinalIgnoreCase);

    public static int ConstraintsIn(ReadOnlySpan<char> prose)
    {
        var count = 0;
        for (var from = 0; from < prose.Length;)
        {
            var more = prose[from..].IndexOfAny(Rare);
            if (more < 0)
                break;
            if (IsConstraint(prose, from + more))
                count++;
            from += more + 1;
        }

        return count;
    }

    public static int StepsIn(ReadOnlySpan<char> prose)
    {
        // Without its first letter, the word is found in both cases for half the time.
        const string rest = "irst";
        for (var from = 1; from < prose.Length;)
        {
            var more = prose[from..].IndexOf(rest);
            if (more < 0)
                break;
            from += more;
            if (prose[from - 1] is 'f' or 'F' && BeginsClause(prose, from - 1))
                return StepsAfterFirst(prose[(from + rest.Length)..]);
            from++;
        }

        return 0;
    }

    /// <summary>The "first" itself counts when a "then" follows, and once is enough: a sequence goes on to the end.</summary>
    private static int StepsAfterFirst(ReadOnlySpan<char> prose)
    {
        var count = 0;
        for (var from = 0; from < prose.Length;)
        {
            var more = prose[from..].IndexOf(Then, StringComparison.OrdinalIgnoreCase);
            if (more < 0)
                break;
            if (IsWord(prose, from + more, Then))
                count++;
            from += more + Then.Length;
        }

        return count == 0 ? 0 : count + 1;
    }

    private static bool IsConstraint(ReadOnlySpan<char> text, int rare)
    {
        foreach (var (word, skipped) in Constraints)
        {
            if (rare >= skipped && IsWord(text, rare - skipped, word))
                return true;
        }

        return false;
    }

    private static bool IsWord(ReadOnlySpan<char> text, int start, string word) =>
        text[start..].StartsWith(word, StringComparison.OrdinalIgnoreCase)
        && !TextBoundary.WordBefore(text, start)
        && !TextBoundary.WordAt(text, start + word.Length);

    /// <summary>"First, …" and "…: first add …", but neither "the first" nor "your first".</summary>
    private static bool BeginsClause(ReadOnlySpan<char> text, int start)
    {
        var before = text[..start].TrimEnd(' ');
        return before.IsEmpty || !TextBoundary.IsWord(before[^1]);
    }
}
