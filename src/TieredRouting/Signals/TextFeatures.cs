namespace TieredRouting.Signals;

/// <summary>
/// What a classifier sees of a text: its words, each two of them in a row, and each three letters in a row within a word, as hashes. Case, spaces and signs do
/// not count, so that a question mark more or less is no other text.
/// </summary>
internal static class TextFeatures
{
    private const uint Seed = 2_166_136_261;
    private const uint Prime = 16_777_619;
    private const uint Edge = 0x5BD1_E995;
    private const uint LettersBit = 0x8000_0000;

    /// <summary>An intent is said at the beginning or at the end: of a longer text, this many units of each are read.</summary>
    private const int LongestPart = 2_000;

    /// <summary>The share that three letters have in a text, beside a word.</summary>
    private const float WeightOfLetters = 0.8f;

    /// <summary>The most features that a text of a length may have.</summary>
    public static int MostOf(int length) => (2 * Math.Min(length, 2 * LongestPart)) + 2;

    public static float WeightOf(uint feature) => (feature & LettersBit) != 0 ? WeightOfLetters : 1;

    public static void Count(ReadOnlySpan<char> text, ref FeatureBag bag)
    {
        if (text.Length <= 2 * LongestPart)
        {
            CountPart(text, ref bag);
            return;
        }

        CountPart(text[..LongestPart], ref bag);
        CountPart(text[^LongestPart..], ref bag);
    }

    private static void CountPart(ReadOnlySpan<char> text, ref FeatureBag bag)
    {
        // With an edge on either side, so that the beginnings and ends of words are letters of their own.
        Span<char> word = stackalloc char[WordReader.Longest + 2];
        var before = Edge;
        for (int at = 0, length; (length = WordReader.Next(text, ref at, word[1..^1])) > 0;)
        {
            var whole = HashOf(word.Slice(1, length));
            bag.Add(whole & ~LettersBit);
            bag.Add(Pair(before, whole) & ~LettersBit);
            AddLetters(word[..(length + 2)], ref bag);
            before = whole;
        }

        if (before != Edge)
            bag.Add(Pair(before, Edge) & ~LettersBit);
    }

    private static void AddLetters(scoped Span<char> word, ref FeatureBag bag)
    {
        (word[0], word[^1]) = ('_', '_');
        for (var i = 2; word.Length > 3 && i < word.Length; i++)
            bag.Add(HashOf(word.Slice(i - 2, 3)) | LettersBit);
    }

    public static uint HashOf(scoped ReadOnlySpan<char> word)
    {
        var hash = Seed;
        foreach (var unit in word)
            hash = (hash ^ unit) * Prime;
        return hash ^ (hash >> 15);
    }

    private static uint Pair(uint first, uint second) => ((first * 31) ^ second) * Prime;
}
