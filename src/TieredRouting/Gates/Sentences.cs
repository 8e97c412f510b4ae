using System.Buffers;

namespace TieredRouting.Gates;

/// <summary>Compares each sentence's longer words with the sources'.</summary>
internal static class Sentences
{
    /// <summary>The least words that make a claim, and how long each of them is.</summary>
    private const int LeastWords = 5;

    private static readonly SearchValues<char> Ends = SearchValues.Create("\n.!?");

    /// <summary>Whether the sources have enough of each sentence.</summary>
    public static bool AllHold(ReadOnlySpan<char> text, GivenSources given, double share)
    {
        while (!text.IsEmpty)
        {
            var length = LengthOfFirst(text);
            if (!Holds(text[..length], given, share))
                return false;
            text = text[length..];
        }

        return true;
    }

    private static bool Holds(ReadOnlySpan<char> sentence, GivenSources given, double share)
    {
        var (words, known) = (0, 0);
        for (var starts = new WordStarts(sentence, 0); starts.MoveNext();)
        {
            var at = starts.Current;
            if (!char.IsLetter(sentence[at]) || !starts.BeginsWord)
                continue;
            var end = starts.EndOfWord;
            if (end - at >= GivenSources.StemLength)
                (words, known) = (words + 1, known + (given.HoldsStem(sentence[at..end]) ? 1 : 0));
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
