namespace TieredRouting.Signals;

/// <summary>The one look over a text that spares the detectors theirs.</summary>
internal static class CueScan
{
    /// <summary>The cues of a text; where it is not all ASCII, also those of the text that its disguises stand for.</summary>
    public static Cues Of(ReadOnlySpan<char> text)
    {
        var seen = Read(text);
        if ((seen & Cues.NonAscii) == Cues.None)
            return seen;
        using var plain = PlainText.Of(text);
        return seen | Read(plain.Text);
    }

    /// <summary>Whether all of <paramref name="wanted"/> were seen.</summary>
    public static bool Has(this Cues seen, Cues wanted) => (seen & wanted) == wanted;

    /// <summary>Whether any of <paramref name="wanted"/> was seen.</summary>
    public static bool HasAny(this Cues seen, Cues wanted) => (seen & wanted) != Cues.None;

    private static Cues Read(ReadOnlySpan<char> text)
    {
        var reader = new CueReader(text);
        var seen = Cues.Scanned;
        while (reader.Next(out var hit))
            seen |= hit.Cues;
        return seen | reader.Characters;
    }
}
