using System.Runtime.CompilerServices;

namespace TieredRouting.Gates;

/// <summary>The first letters of a word as a number, by which most words are told from those that are looked for: up to four letters of ASCII, small, the first one lowest; of any other word its first unit.</summary>
internal static class WordKey
{
    /// <summary>How many letters a key holds at most.</summary>
    public const int Letters = 4;

    private const int Bits = 16;
    private const ulong Small = 0x0020_0020_0020_0020;

    /// <summary>The key of a word.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        if (!char.IsAsciiLetter(word[0]))
            return char.ToLowerInvariant(word[0]);
        var key = 0UL;
        for (var i = LettersOf(word) - 1; i >= 0; i--)
            key = key << Bits | (uint)word[i] | 0x20u;
        return key;
    }

    /// <summary>The key of a word of so many letters of ASCII, where four units can be read, the first one lowest.</summary>
    public static ulong Of(ref byte units, int letters) => (Unsafe.ReadUnaligned<ulong>(ref units) | Small) & MaskOf(Math.Min(letters, Letters));

    /// <summary>What all words that begin so have in common.</summary>
    public static ulong MaskOf(int letters) => ulong.MaxValue >> (Letters - letters) * Bits;

    /// <summary>How many letters of ASCII the key of a word has.</summary>
    public static int LettersOf(ReadOnlySpan<char> word)
    {
        var count = 0;
        while (count < word.Length && count < Letters && char.IsAsciiLetter(word[count]))
            count++;
        return count;
    }
}
