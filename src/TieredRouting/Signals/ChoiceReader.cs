namespace TieredRouting.Signals;

/// <summary>
/// Finds the choices that a text offers: lines that begin with A, B, C and so on, each with a point or a parenthesis behind it, and with a parenthesis before it where there is one. Two or more in order are choices.
/// </summary>
internal static class ChoiceReader
{
    /// <summary>The most choices that are read.</summary>
    public const int Most = 10;

    /// <summary>Finds them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="choices">Takes what each says: as many places as <see cref="Most"/>.</param>
    /// <param name="stem">What stands before the first; all of the text where there is none.</param>
    /// <returns>How many there are; 0 where there is only one.</returns>
    public static int Read(ReadOnlySpan<char> text, Span<Range> choices, out Range stem)
    {
        var (count, line) = (0, 0);
        stem = ..;
        while (line < text.Length && count < Most)
        {
            var end = text[line..].IndexOf('\n') is >= 0 and var more ? line + more : text.Length;
            if (Begins(text[line..end], (char)('A' + count)) is > 0 and var begin)
            {
                if (count == 0)
                    stem = ..line;
                choices[count++] = (line + begin)..end;
            }

            line = end + 1;
        }

        if (count >= 2)
            return count;
        stem = ..;
        return 0;
    }

    /// <summary>Where what a choice says begins in its line; 0 where the line is not the choice of a letter.</summary>
    private static int Begins(ReadOnlySpan<char> line, char letter)
    {
        var at = line.Length - line.TrimStart(' ').Length;
        at += at < line.Length && line[at] == '(' ? 1 : 0;
        return at + 2 < line.Length && line[at] == letter && line[at + 1] is '.' or ')' or ':' ? at + 2 : 0;
    }
}
