namespace TieredRouting.Signals;

/// <summary>What stands around a place in the same line: evidence that needs a context has it there, so other lines neither give nor take it.</summary>
internal static class LineContext
{
    /// <summary>What stands before a place, in its line and at most so many units of it.</summary>
    public static ReadOnlySpan<char> Before(ReadOnlySpan<char> text, int place, int most)
    {
        var before = text[Math.Max(0, place - most)..place];
        return before[(before.LastIndexOf('\n') + 1)..];
    }

    /// <summary>What stands from a place on, in its line and at most so many units of it.</summary>
    public static ReadOnlySpan<char> From(ReadOnlySpan<char> text, int place, int most)
    {
        var after = text.Slice(place, Math.Min(most, text.Length - place));
        var end = after.IndexOf('\n');
        return end < 0 ? after : after[..end];
    }
}
