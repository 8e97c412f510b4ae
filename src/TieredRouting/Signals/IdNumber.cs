namespace TieredRouting.Signals;

/// <summary>
/// A number of up to 18 letters and digits in groups, with single spaces, hyphens, dots or slashes between, as it is read from its first group on. The lengths of the groups make the
/// shape, a hexadecimal digit each: <c>0x324</c>.
/// </summary>
internal ref struct IdNumber(ReadOnlySpan<char> text, int start, Span<char> compact)
{
    public const int Longest = 18;

    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _compact = compact;

    /// <summary>Where the groups read so far end.</summary>
    public int End { get; private set; } = start;

    /// <summary>How many letters and digits were read.</summary>
    public int Length { get; private set; }

    /// <summary>How many of them are letters.</summary>
    public int Letters { get; private set; }

    /// <summary>The lengths of the groups.</summary>
    public long Shape { get; private set; }

    /// <summary>What stands between the groups; nothing where that differs.</summary>
    public char Separator { get; private set; }

    /// <summary>The letters and digits, large.</summary>
    public readonly ReadOnlySpan<char> Compact => _compact[..Length];

    /// <summary>Reads one group more.</summary>
    /// <returns>Whether there was one and it fitted.</returns>
    public bool ReadGroup()
    {
        var at = End;
        if (Length > 0 && !ReadSeparator(ref at))
            return false;
        var (first, length) = (at, Length);
        for (; at < _text.Length && length < _compact.Length; at++)
        {
            var unit = _text[at];
            if (!char.IsAsciiDigit(unit))
            {
                if (!char.IsAsciiLetter(unit))
                    break;
                unit = (char)(unit & ~0x20);
                Letters++;
            }

            _compact[length++] = unit;
        }

        if (at == first || TextBoundary.WordAt(_text, at))
            return false;
        (End, Length, Shape) = (at, length, (Shape << 4) | (uint)Math.Min(15, at - first));
        // No number has two single characters in a row, and lists of them are long.
        return (Shape & 0xFF) != 0x11;
    }

    /// <summary>Whether this unit may stand between two groups.</summary>
    public static bool IsSeparator(char unit) => TextBoundary.IsSpace(unit) || TextBoundary.IsHyphen(unit) || unit is '.' or '/';

    private bool ReadSeparator(ref int at)
    {
        if (at >= _text.Length || !IsSeparator(_text[at]))
            return false;
        Separator = Shape <= 15 || Separator == _text[at] ? _text[at] : '\0';
        at++;
        return true;
    }
}
