namespace TieredRouting.Signals;

/// <summary>The next word of streets behind a place that only moves on: each word of a text is looked at once, however many numbers ask whether a street stands behind them.</summary>
internal struct StreetTrail
{
    /// <summary>The last such word that was seen: it may follow any place before.</summary>
    private int _street;

    /// <summary>Up to here words were looked at.</summary>
    private int _read;

    /// <summary>As many words as count behind this place were looked at, and so all that count behind any before.</summary>
    private int _sure;

    /// <summary>Whether such a word may stand among so many behind a place, with single spaces between.</summary>
    public bool MayFollow(ReadOnlySpan<char> text, int place, int most)
    {
        if (place >= text.Length || text[place] != ' ')
            return false;
        if (place > _street && place > _sure)
            Read(text, Math.Max(place, _read), most);
        return place <= _street;
    }

    private void Read(ReadOnlySpan<char> text, int from, int most)
    {
        (_read, _sure) = (from, from);
        for (var words = 0; words < most; words++)
        {
            var end = _read < text.Length && text[_read] == ' ' ? StreetWords.EndOfWord(text, _read + 1) : 0;
            if (end <= _read + 1)
            {
                // The row ends here, for all places before.
                _sure = _read;
                return;
            }

            if (StreetWords.Any.Holds(text[(_read + 1)..end]))
            {
                (_street, _read) = (_read, end);
                return;
            }

            _read = end;
        }
    }
}
