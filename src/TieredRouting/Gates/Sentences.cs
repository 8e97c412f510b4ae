using System.Buffers;

namespace TieredRouting.Gates;

/// <summary>Compares each sentence's longer words with the sources'.</summary>
internal static class Sentences
{
    /// <summary>The least words that make a claim.</summary>
    private const int LeastWords = 5;

    private static readonly SearchValues<char> Ends = SearchValues.Create("\n.!?");

    /// <summary>Whether the sources have enough of each sentence.</summary>
    /// <param name="text">The plain text.</param>
    /// <param name="words">Its words.</param>
    /// <param name="longer">Which of them may be long enough to count.</param>
    /// <param name="sources">The sources.</param>
    /// <param name="share">How much of a sentence they must have.</param>
    public static bool AllHold(ReadOnlySpan<char> text, ReadOnlySpan<TextWord> words, ReadOnlySpan<int> longer, SourceWords sources, double share)
    {
        for (var (end, next) = (0, 0); end < text.Length;)
        {
            end += LengthOfFirst(text[end..]);
            var (claims, known) = (0, 0);
            for (; next < longer.Length; next++)
            {
                ref readonly var word = ref words[longer[next]];
                if (word.Start >= end)
                    break;
                if (!HasStem(text, word))
                    continue;
                claims++;
                known += sources.HasStem(text, word) ? 1 : 0;
            }

            if (claims >= LeastWords && !(known >= share * claims))
                return false;
        }

        return true;
    }

    /// <summary>Whether it is no number, and as long as it may be.</summary>
    private static bool HasStem(ReadOnlySpan<char> text, in TextWord word) => WordKey.IsVague(word.Key) ? HasVagueStem(text, word) : (byte)word.Key >= 'a';

    private static bool HasVagueStem(ReadOnlySpan<char> text, in TextWord word) => char.IsLetter(text[word.Start]) && word.EndIn(text) - word.Start >= WordKey.StemLetters;

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
