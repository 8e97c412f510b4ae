using System.Buffers;

namespace TieredRouting.Validation;

/// <summary>
/// Finds Markdown's fenced blocks. A fence is a line that starts with three or more backticks, unless that line stands inside a string of JSON: models also write
/// line breaks raw, and what they quote is not what they answer.
/// </summary>
internal static class FencedBlocks
{
    private const int ShortestFence = 3;

    private static readonly SearchValues<char> Brackets = SearchValues.Create("{[");

    /// <summary>
    /// Finds up to three blocks, one more than an error message tells apart. A block that is never closed counts only beside others; where a fence is quoted, there are none.
    /// </summary>
    public static List<ReadOnlyMemory<char>> Find(string text)
    {
        var blocks = FindAll(text);
        return blocks.Count > 0 && QuotesFence(text) ? [] : blocks;
    }

    /// <summary>Whether a line opens a block.</summary>
    public static bool IsFence(ReadOnlySpan<char> line) => FenceOf(line, open: 0) > 0;

    /// <summary>
    /// Whether a fence stands in what reads as JSON, but for line breaks and the like: outside strings, JSON has no backticks. What stops being JSON is what the answer was to be
    /// where it begins with that, and else a bracket and a quote in prose.
    /// </summary>
    private static bool QuotesFence(string text)
    {
        var end = 0;
        for (var start = 0; start >= 0; start = IndexOfAny(text, Brackets, Math.Max(end, start + 1)))
        {
            var isJson = JsonRepair.TryRead(text, start, out end, out _);
            if ((isJson || start == 0) && HasFence(text.AsSpan(start, end - start)))
                return true;
        }

        return false;
    }

    private static bool HasFence(ReadOnlySpan<char> text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (FenceOf(text[line], open: 0) > 0)
                return true;
        }

        return false;
    }

    private static int IndexOfAny(string text, SearchValues<char> values, int from)
    {
        var place = from < text.Length ? text.AsSpan(from).IndexOfAny(values) : -1;
        return place < 0 ? -1 : from + place;
    }

    private static List<ReadOnlyMemory<char>> FindAll(string text)
    {
        List<ReadOnlyMemory<char>> blocks = [];
        var (fence, start) = (0, 0);
        for (var line = 0; line < text.Length && blocks.Count < 3; line = EndOfLine(text, line))
        {
            var next = EndOfLine(text, line);
            var ticks = FenceOf(text.AsSpan(line, next - line), fence);
            if (ticks == 0)
                continue;

            if (fence > 0)
                blocks.Add(text.AsMemory(start, line - start));
            (fence, start) = fence > 0 ? (0, 0) : (ticks, next);
        }

        // A second block that was cut off makes the answer as ambiguous as a closed one.
        if (fence > 0 && blocks.Count > 0)
            blocks.Add(text.AsMemory(start));
        return blocks;
    }

    /// <summary>The number of backticks if the line opens a block, or closes the one opened by <paramref name="open"/> backticks; else zero.</summary>
    private static int FenceOf(ReadOnlySpan<char> line, int open)
    {
        var trimmed = line.Trim();
        var rest = trimmed.TrimStart('`');
        var ticks = trimmed.Length - rest.Length;
        var fits = open == 0
            ? ticks >= ShortestFence && !rest.Contains('`')
            : ticks >= open && rest.IsEmpty;
        return fits ? ticks : 0;
    }

    private static int EndOfLine(string text, int from)
    {
        var end = text.IndexOf('\n', from);
        return end < 0 ? text.Length : end + 1;
    }
}
