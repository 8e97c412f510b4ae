namespace TieredRouting.Validation;

/// <summary>
/// Finds Markdown's fenced blocks. A fence is a line that starts with three or more backticks; JSON strings hold no raw
/// line breaks, so backticks inside them are never taken for one.
/// </summary>
internal static class FencedBlocks
{
    private const int ShortestFence = 3;

    /// <summary>Finds up to three blocks, one more than an error message tells apart. A block that is never closed counts only beside others.</summary>
    public static List<ReadOnlyMemory<char>> Find(string text)
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
