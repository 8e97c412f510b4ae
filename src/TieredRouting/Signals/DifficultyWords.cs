namespace TieredRouting.Signals;

/// <summary>Counts the words of a text: how many, how long, how often the same, and of which kinds.</summary>
internal static class DifficultyWords
{
    private const int Long = 9;

    public static void Count(ReadOnlySpan<char> text, Span<double> features)
    {
        Span<char> word = stackalloc char[WordReader.Longest];
        var bag = new FeatureBag(text.Length + 1);
        var (words, letters, worded) = (0, 0, 0);
        for (int at = 0, length; (length = WordReader.Next(text, ref at, word)) > 0; words++)
        {
            var read = word[..length];
            bag.Add(TextFeatures.HashOf(read));
            if (char.IsAsciiDigit(read[0]))
                continue;
            (letters, worded) = (letters + length, worded + 1);
            CountWord(read, features);
        }

        features[(int)DifficultyFeature.Words] = words;
        features[(int)DifficultyFeature.WordLength] = worded == 0 ? 0 : letters / (double)worded;
        features[(int)DifficultyFeature.Repeats] = words == 0 ? 0 : 1 - (bag.Count / (double)words);
        foreach (var share in Shares)
            features[(int)share] /= Math.Max(1, words);
        bag.Dispose();
    }

    /// <summary>What counts by its share of the words.</summary>
    private static ReadOnlySpan<DifficultyFeature> Shares => [DifficultyFeature.LongWords, DifficultyFeature.Pronouns, DifficultyFeature.Hedges, DifficultyFeature.Places, DifficultyFeature.Reasons];

    private static void CountWord(ReadOnlySpan<char> word, Span<double> features)
    {
        if (word.Length >= Long)
            features[(int)DifficultyFeature.LongWords]++;
        if (word.Length == 1 && word[0] is not ('a' or 'i') && char.IsAsciiLetter(word[0]))
            features[(int)DifficultyFeature.SingleLetters]++;
        if (DifficultyWord.TryKind(word, out var kind))
            features[(int)kind]++;
    }
}
