namespace TieredRouting.Signals;

/// <summary>The last of some words before a place that only moves on: a text is searched once for them, however many numbers ask whether one stands before.</summary>
internal struct WordTrail
{
    /// <summary>One more than the place of the last word that lay behind, so that nothing was seen at first.</summary>
    private int _behind;

    /// <summary>One more than the place of the first word ahead.</summary>
    private int _ahead;

    /// <summary>Whether one of the words stands before a place, in its line and at most so many units away.</summary>
    public bool LeadsTo(ReadOnlySpan<char> text, int place, int most, WordSet words)
    {
        GoTo(text, place, most, words, mayBeginWithin: false);
        return _behind > place - most && _behind > place - LineContext.Before(text, place, most).Length;
    }

    /// <summary>Whether one may: also at the end of a longer word, and in another line. Only then is a closer look worth its price.</summary>
    public bool MayLeadTo(ReadOnlySpan<char> text, int place, int most, WordSet words)
    {
        GoTo(text, place, most, words, mayBeginWithin: true);
        return _behind > Math.Max(0, place - most);
    }

    private void GoTo(ReadOnlySpan<char> text, int place, int most, WordSet words, bool mayBeginWithin)
    {
        while (_ahead <= place)
            (_behind, _ahead) = (_ahead, words.NextIn(text, Math.Max(place - most, _ahead), mayBeginWithin) + 1);
    }
}
