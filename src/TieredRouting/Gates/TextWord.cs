using System.Numerics;
using System.Runtime.InteropServices;

namespace TieredRouting.Gates;

/// <summary>A word of a plain text: as little as tells it from most others, since an answer has hundreds, and all of them are kept.</summary>
/// <param name="Key">Its <see cref="WordKey"/>.</param>
/// <param name="Start">Where it begins.</param>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
internal readonly record struct TextWord(ulong Key, int Start)
{
    /// <summary>Whether its key is all of it, so that no other word has the same.</summary>
    public bool IsKey => Key >> 8 * (WordKey.Letters - 1) == 0 && !WordKey.IsVague(Key);

    /// <summary>Where it ends.</summary>
    public int EndIn(ReadOnlySpan<char> text) => IsKey ? Start + WordKey.LengthOf(Key) : Words.EndOf(text, Start);

    /// <summary>Of words in order, those that begin at a place or later.</summary>
    public static ReadOnlySpan<TextWord> From(ReadOnlySpan<TextWord> words, int place)
    {
        var (low, high) = (0, words.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = words[middle].Start < place ? (middle + 1, high) : (low, middle);
        }

        return words[low..];
    }
}
