using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// How much a request asks at once. Counted by rules that know no language but English and no culture:
/// a question is a run of question marks that ends a word or the text; a constraint is "must", "only", "never",
/// "always" or "exactly" at a word's beginning; an enumeration's item is a line that begins with a hyphen, a star or a bullet; a step is a line that begins with a number and a
/// dot or parenthesis, or with "Step" and a number; a code block is a line that begins with three backticks or tildes and
/// opens one. Lines within a code block are no items and no steps.
/// </summary>
internal sealed class StructureExtractor : ISignalExtractor
{
    private static readonly Signal Nothing = Measured(new StructureParts(0, 0, 0, 0, 0));

    private static readonly SearchValues<char> QuestionMarks = SearchValues.Create("?？؟");

    /// <summary>Few, since each more makes the search slower on every request.</summary>
    private static readonly SearchValues<string> Constraints = SearchValues.Create(
        ["must", "only", "never", "always", "exactly"], StringComparison.OrdinalIgnoreCase);

    public string Name => SignalNames.Structure;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var parts = Measure(request.Text);
        return new(parts.Total == 0 ? Nothing : Measured(parts));
    }

    public static StructureParts Measure(ReadOnlySpan<char> text)
    {
        var (enumerations, steps, fences) = (0, 0, 0);
        for (var rest = text; !rest.IsEmpty;)
        {
            var end = rest.IndexOf('\n');
            var line = (end < 0 ? rest : rest[..end]).TrimStart();
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.StartsWith("```") || line.StartsWith("~~~"))
                fences++;
            else if (fences % 2 == 0 && IsItem(line))
                enumerations++;
            else if (fences % 2 == 0 && IsStep(line))
                steps++;
        }

        return new StructureParts(Questions(text), CountConstraints(text), enumerations, steps, (fences + 1) / 2);
    }

    private static Signal Measured(StructureParts parts) => Signal.OfKnownParts(SignalNames.Structure, parts, parts.Total);

    private static bool IsItem(ReadOnlySpan<char> line) =>
        line.Length > 1 && line[0] is '-' or '*' or '+' or '•' or '·' or '–' && line[1] is ' ' or '\t';

    private static bool IsStep(ReadOnlySpan<char> line)
    {
        if (line.StartsWith("step ", StringComparison.OrdinalIgnoreCase))
            return line.Length > 5 && char.IsAsciiDigit(line[5]);
        var digits = line.IndexOfAnyExceptInRange('0', '9');
        return digits is 1 or 2 or 3 && line[digits] is '.' or ')' && line.Length > digits + 1 && line[digits + 1] is ' ' or '\t';
    }

    private static int Questions(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var at = text.IndexOfAny(QuestionMarks); at >= 0; at = text.IndexOfAny(QuestionMarks))
        {
            var end = text[at..].IndexOfAnyExcept(QuestionMarks);
            text = end < 0 ? default : text[(at + end)..];
            // A query string's question mark has a word behind it.
            if (text.IsEmpty || !TextBoundary.IsWord(text[0]))
                count++;
        }

        return count;
    }

    private static int CountConstraints(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (var from = 0; from < text.Length;)
        {
            var more = text[from..].IndexOfAny(Constraints);
            if (more < 0)
                break;
            var start = from + more;
            if (!TextBoundary.WordBefore(text, start))
                count++;
            // One word, one constraint: it begins as one of ours does, whatever its ending.
            from = start + 1;
            while (TextBoundary.WordAt(text, from))
                from++;
        }

        return count;
    }
}
