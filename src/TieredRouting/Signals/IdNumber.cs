namespace TieredRouting.Signals;

/// <summary>
/// A number of up to 18 letters and digits in groups, with single spaces, hyphens, dots or slashes between, as it is read from its first group on. The lengths of the groups make the
/// shape, a hexadecimal digit each: <c>0x324</c>.
/// </summary>
internal ref struct IdNumber(ReadOnlySpan<char> text, int start, Span<char> compact)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly Span<char> _compact = compact;
    private int _length;

    /// <summary>Where the groups read so far end.</summary>
    public int End { get; private set; } = start;

    /// <summary>The lengths of the groups.</summary>
    public long Shape { get; private set; }

    /// <summary>What stands between the groups; nothing where that differs.</summary>
    public char Separator { get; private set; }

    /// <summary>The letters and digits, large.</summary>
    public readonly ReadOnlySpan<char> Compact => _compact[.._length];

    /// <summary>Reads one group more.</summary>
    /// <returns>Whether there was one and it fitted.</returns>
    public bool ReadGroup()
    {
        var at = End;
        if (_length > 0 && !ReadSeparator(ref at))
            return false;
        var first = at;
        while (at < _text.Length && char.IsAsciiLetterOrDigit(_text[at]) && _length < _compact.Length)
            _compact[_length++] = char.ToUpperInvariant(_text[at++]);
        if (at == first || TextBoundary.WordAt(_text, at))
            return false;
        (End, Shape) = (at, (Shape << 4) | (uint)Math.Min(15, at - first));
        // No number has two single characters in a row, and lists of them are long.
        return (Shape & 0xFF) != 0x11;
    }

    private bool ReadSeparator(ref int at)
    {
        if (at >= _text.Length || !(TextBoundary.IsSpace(_text[at]) || TextBoundary.IsHyphen(_text[at]) || _text[at] is '.' or '/'))
            return false;
        Separator = Shape <= 15 || Separator == _text[at] ? _text[at] : '\0';
        at++;
        return true;
    }
}
