namespace TieredRouting.Gates;

/// <summary>
/// The words of a plain text: letters in a row, with apostrophes inside; digits in a row, with points and commas inside; and each character alone of scripts that write
/// without spaces.
/// </summary>
internal static class Words
{
    /// <summary>Longer words are in no phrase.</summary>
    public const int Longest = 40;

    /// <summary>How far apart two words of one phrase may stand.</summary>
    private const int MostBetween = 12;

    /// <summary>Whether a word begins at a place.</summary>
    public static bool BeginsAt(ReadOnlySpan<char> text, int at) => KindOf(text[at]) != UnitKind.None && (at == 0 || !GoesOn(text, at - 1, at));

    /// <summary>Where the word that begins at a place ends.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int start)
    {
        var end = start + 1;
        while (end < text.Length && GoesOn(text, end - 1, end))
            end++;
        return end;
    }

    /// <summary>Finds the word behind a place, if it stands near and in the same sentence.</summary>
    public static bool Next(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        (start, end) = (at, at);
        while (start < text.Length && KindOf(text[start]) == UnitKind.None)
        {
            if (start - at >= MostBetween || Parts(text, start))
                return false;
            start++;
        }

        if (start == text.Length)
            return false;
        end = EndOf(text, start);
        return end - start <= Longest;
    }

    /// <summary>Finds the word before a place, if it stands near and in the same sentence.</summary>
    public static bool Previous(ReadOnlySpan<char> text, int at, out int start, out int end)
    {
        end = at;
        while (end > 0 && KindOf(text[end - 1]) == UnitKind.None)
        {
            if (at - end >= MostBetween || Parts(text, end - 1))
            {
                start = end;
                return false;
            }

            end--;
        }

        start = end;
        while (start > 0 && end - start <= Longest && (start == end || GoesOn(text, start - 1, start)))
            start--;
        return start < end && end - start <= Longest;
    }

    /// <summary>What a unit is.</summary>
    public static UnitKind KindOf(char unit)
    {
        if (char.IsAsciiLetter(unit))
            return UnitKind.Letter;
        if (char.IsAsciiDigit(unit))
            return UnitKind.Digit;
        if (unit < 0x80)
            return UnitKind.None;
        if (unit is >= '\u0E00' and <= '\u0EFF' or >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF')
            return char.IsLetterOrDigit(unit) ? UnitKind.Alone : UnitKind.None;
        return char.IsLetter(unit) ? UnitKind.Letter : char.IsDigit(unit) ? UnitKind.Digit : UnitKind.None;
    }

    private static bool GoesOn(ReadOnlySpan<char> text, int left, int right)
    {
        if (char.IsAsciiLetter(text[left]) && char.IsAsciiLetter(text[right]))
            return true;
        var (one, other) = (KindOf(text[left]), KindOf(text[right]));
        return one == other ? one is UnitKind.Letter or UnitKind.Digit
            : one == UnitKind.None ? Bridges(text, left)
            : other == UnitKind.None && Bridges(text, right);
    }

    /// <summary>Whether a sign stands inside a word or a number.</summary>
    private static bool Bridges(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        '\'' => Between(text, at, UnitKind.Letter),
        '.' or ',' => Between(text, at, UnitKind.Digit),
        _ => false,
    };

    private static bool Between(ReadOnlySpan<char> text, int at, UnitKind kind) =>
        at > 0 && at + 1 < text.Length && KindOf(text[at - 1]) == kind && KindOf(text[at + 1]) == kind;

    /// <summary>Whether a sign parts two sentences.</summary>
    private static bool Parts(ReadOnlySpan<char> text, int at) =>
        text[at] is '.' or '!' or '?' or ';' or '。' or '！' or '？' || (text[at] == '\n' && at > 0 && text[at - 1] is '\n');
}
