namespace TieredRouting.Validation;

/// <summary>
/// How alike two texts are: Dice's coefficient (L. R. Dice, 1945; T. Sørensen, 1948) over neighbouring pairs of words, 1 for the same words in the same
/// order. Case does not count. Texts that do not hold the same numbers, or of which only one denies something (in English), have nothing in common: often that is the answer.
/// </summary>
internal static class TextSimilarity
{
    private static readonly string[] Denials = ["not", "no", "never", "none", "cannot", "without"];

    public static double Between(string left, string right)
    {
        var (first, second) = (Words(left.ToLowerInvariant()), Words(right.ToLowerInvariant()));
        if (!Numbers(first).SetEquals(Numbers(second)) || first.Exists(Denies) != second.Exists(Denies))
            return 0;

        var (pairs, others) = (Pairs(first), Pairs(second));
        return pairs.Count + others.Count == 0 ? 0 : 2.0 * Common(Counts(pairs), Counts(others)) / (pairs.Count + others.Count);
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && IsWord(text, at))
                at++;
            if (at > start)
                words.Add(text[start..at]);
        }

        return words;
    }

    /// <summary>Letters and digits; the signs within a number or a word belong to it.</summary>
    private static bool IsWord(string text, int at) =>
        char.IsLetterOrDigit(text[at]) || char.IsSurrogate(text[at])
        || (text[at] is '.' or ',' or '\'' && at > 0 && at + 1 < text.Length && char.IsLetterOrDigit(text[at - 1]) && char.IsLetterOrDigit(text[at + 1]))
        || (text[at] is '-' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]));

    private static HashSet<string> Numbers(List<string> words) => [.. words.Where(static word => word.AsSpan().ContainsAnyInRange('0', '9'))];

    private static bool Denies(string word) => word.EndsWith("n't", StringComparison.Ordinal) || Denials.Contains(word, StringComparer.Ordinal);

    /// <summary>A word alone is paired with nothing.</summary>
    private static List<(string, string)> Pairs(List<string> words) =>
        words.Count == 1 ? [(words[0], "")] : [.. words.Zip(words.Skip(1))];

    private static Dictionary<(string, string), int> Counts(List<(string, string)> pairs) =>
        pairs.CountBy(static pair => pair).ToDictionary();

    private static int Common(Dictionary<(string, string), int> counts, Dictionary<(string, string), int> others) =>
        counts.Sum(count => Math.Min(count.Value, others.GetValueOrDefault(count.Key)));
}
