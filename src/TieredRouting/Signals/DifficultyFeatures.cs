namespace TieredRouting.Signals;

/// <summary>What a difficulty model counts of a text. It reads a bounded part, keeps nothing of it, and takes time in its length.</summary>
internal static class DifficultyFeatures
{
    /// <summary>What is asked stands at the beginning or at the end: of a longer text, this many units of each are read.</summary>
    public const int LongestPart = 4_000;

    public static readonly int Count = Enum.GetValues<DifficultyFeature>().Length;

    /// <summary>Counts a text into a buffer of <see cref="Count"/> numbers. Of what grows with the text, the logarithm, so that the second thousand words say less than the first.</summary>
    public static void Read(ReadOnlySpan<char> text, Span<double> features)
    {
        if (text.Length <= 2 * LongestPart)
        {
            Read(text, scale: 1, features);
            return;
        }

        Span<char> ends = stackalloc char[(2 * LongestPart) + 1];
        text[..LongestPart].CopyTo(ends);
        ends[LongestPart] = '\n';
        text[^LongestPart..].CopyTo(ends[(LongestPart + 1)..]);
        Read(ends, scale: text.Length / (double)ends.Length, features);
    }

    private static void Read(ReadOnlySpan<char> text, double scale, Span<double> features)
    {
        features.Clear();
        DifficultyMarks.Count(text, features);
        DifficultyWords.Count(text, features);
        foreach (var counted in Counted)
            features[(int)counted] = Math.Log(1 + (features[(int)counted] * scale));
        foreach (var counted in Large)
            features[(int)counted] = Math.Log(1 + features[(int)counted]);
        DifficultyChoices.Read(text, features);
    }

    /// <summary>What is counted in the part that is read, and taken for the whole.</summary>
    private static ReadOnlySpan<DifficultyFeature> Counted =>
    [
        DifficultyFeature.Words, DifficultyFeature.Sentences, DifficultyFeature.Numbers, DifficultyFeature.Decimals, DifficultyFeature.Currency, DifficultyFeature.Percent, DifficultyFeature.Symbols,
        DifficultyFeature.Brackets, DifficultyFeature.Commas, DifficultyFeature.Questions, DifficultyFeature.Shares, DifficultyFeature.Comparisons, DifficultyFeature.Conditions, DifficultyFeature.Totals,
        DifficultyFeature.Times, DifficultyFeature.Negations, DifficultyFeature.SingleLetters,
    ];

    private static ReadOnlySpan<DifficultyFeature> Large => [DifficultyFeature.LargestNumber];
}
