namespace TieredRouting.Gates;

/// <summary>Characters that nobody sees: they join nothing a reader reads, and can hide a word from whoever looks for it.</summary>
internal static class InvisibleMarks
{
    /// <summary>Whether a character only marks the one before it.</summary>
    public static bool IsMark(char unit) =>
        unit is >= '\u0300' and <= '\u036F' or >= '\u1AB0' and <= '\u1AFF' or >= '\u1DC0' and <= '\u1DFF' or >= '\u20D0' and <= '\u20FF' or >= '\uFE00' and <= '\uFE0F' or >= '\uFE20' and <= '\uFE2F';

    /// <summary>How many units the invisible character at a place has; zero where it can be seen.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '\u00AD' or '\u061C' or '\u115F' or '\u1160' or '\u3164' or '\uFEFF' or '\uFFA0' => 1,
        >= '\u17B4' and <= '\u17B5' or >= '\u180B' and <= '\u180F' or >= '\u200B' and <= '\u200F' or >= '\u202A' and <= '\u202E' or >= '\u2060' and <= '\u206F' or >= '\uFFF9' and <= '\uFFFB' => 1,
        '\uDB40' when at + 1 < text.Length && text[at + 1] is >= '\uDC00' and <= '\uDDEF' => 2,
        _ => 0,
    };

    /// <summary>Whether what stands before may honestly be followed by what cannot be seen: pictures are put together so, and some scripts need joiners.</summary>
    public static bool MayFollow(char seen) => char.IsSurrogate(seen) || seen is >= '\u0590' and <= '\u0DFF' or >= '\u2190' and <= '\u2BFF' or '#' or '*';
}
