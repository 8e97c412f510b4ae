using System.Numerics;

namespace TieredRouting.Gates;

/// <summary>
/// The beginning of a word as a number, by which most words are told from those that are looked for: up to eight units, small, a byte each, the first one lowest. One beyond ASCII is told from others only where
/// the word begins with it.
/// </summary>
internal static class WordKey
{
    /// <summary>How many units a key holds at most.</summary>
    public const int Letters = 8;

    /// <summary>How many letters tell a word, whatever its ending.</summary>
    public const int StemLetters = 5;

    /// <summary>What a key has of them.</summary>
    public const ulong Stem = (1UL << 8 * StemLetters) - 1;

    /// <summary>What makes an ASCII letter small, and leaves digits and signs inside words as they are.</summary>
    public const byte Small = 0x20;

    private const byte Any = 0xFF;
    private const ulong AnyButFirst = 0xFFFF_FFFF_FF00_00FF;
    private const int LettersBeyond = 3;
    private const ulong Beyond = 0x8080_8080_8080_8080;

    /// <summary>The key of a word.</summary>
    public static ulong Of(ReadOnlySpan<char> word)
    {
        if (!char.IsAscii(word[0]))
            return AnyButFirst | (ulong)char.ToLowerInvariant(word[0]) << 8;
        var key = 0UL;
        for (var i = LettersOf(word) - 1; i >= 0; i--)
            key = key << 8 | (char.IsAscii(word[i]) ? word[i] | (ulong)Small : Any);
        return key;
    }

    /// <summary>Whether a key has a unit beyond ASCII, so that several words may share it that are not longer.</summary>
    public static bool IsVague(ulong key) => (key & Beyond) != 0;

    /// <summary>How many units a key has that is not vague.</summary>
    public static int LengthOf(ulong key) => Letters - BitOperations.LeadingZeroCount(key) / 8;

    /// <summary>What a key has of the first so many units.</summary>
    public static ulong MaskOf(int letters) => ulong.MaxValue >> 8 * (Letters - letters);

    /// <summary>What a key has up to a unit, with that one.</summary>
    public static ulong MaskTo(int last) => ulong.MaxValue >> 8 * (last ^ (Letters - 1));

    /// <summary>How much of a key tells how a word begins.</summary>
    public static int LettersOf(ReadOnlySpan<char> word) => word.IsEmpty || char.IsAscii(word[0]) ? Math.Min(word.Length, Letters) : LettersBeyond;
}
