using System.Buffers;

namespace TieredRouting.Gates;

/// <summary>Compares each sentence's longer words with the sources'.</summary>
internal static class Sentences
{
    /// <summary>The least words that make a claim, and how long each of them is.</summary>
    private const int LeastWords = 5;

    private static readonly SearchValues<char> Ends = SearchValues.Create("\n.!?");

    /// <summary>Whether the sources have enough of each sentence.</summary>
    public static bool AllHold(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words, GivenSources given, double share)
    {
        for (var start = 0; start < text.Length;)
        {
            start += LengthOfFirst(text[start..]);
            var count = CountBefore(words, start);
            if (!Holds(text, words[..count], given, share))
                return false;
            words = words[count..];
        }

        return true;
    }

    private static int CountBefore(ReadOnlySpan<TextWord> words, int end)
    {
        var count = 0;
        while (count < words.Length && words[count].Start < end)
            count++;
        return count;
    }

    private static bool Holds(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> sentence, GivenSources given, double share)
    {
        var (words, known) = (0, 0);
        foreach (ref readonly var word in sentence)
        {
            if (word.Length >= GivenSources.StemLength && char.IsLetter(text[word.Start]))
                (words, known) = (words + 1, known + (given.HoldsStem(text[word.Start..]) ? 1 : 0));
        }

        return words < LeastWords || known >= share * words;
    }

    private static int LengthOfFirst(ReadOnlySpan<char> text)
    {
        for (var at = 0; text[at..].IndexOfAny(Ends) is >= 0 and var more; at++)
        {
            at += more;
            if (text[at] is '\n' || at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]))
                return at + 1;
        }

        return text.Length;
    }
}
