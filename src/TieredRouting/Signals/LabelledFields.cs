using System.Runtime.InteropServices;

namespace TieredRouting.Signals;

/// <summary>Fields of a text that stand on lines of their own, as "Total: 40".</summary>
internal static class LabelledFields
{
    private const int LongestLabel = 40;
    private const int LongestValue = 60;

    /// <summary>The most labels that are kept apart.</summary>
    private const int MostLabels = 1_000;

    /// <summary>
    /// The figures that differ from an earlier one under the same label; nothing where there are none. Where several labels come again with other values, they are those of another record.
    /// </summary>
    public static List<SignalEvidence>? Conflicts(string text)
    {
        Dictionary<string, Field>? fields = null;
        for (var line = 0; line < text.Length;)
        {
            var length = text.AsSpan(line).IndexOf('\n');
            var end = length < 0 ? text.Length : line + length;
            if (Labelled(text, line, end) is { } label && (fields ??= new(StringComparer.OrdinalIgnoreCase)).Count < MostLabels)
                Note(fields, text, label);
            line = end + 1;
        }

        if (fields is null)
            return null;
        var differing = fields.Values.Where(field => field.Differs is not null).ToList();
        return differing is [{ IsFigure: true, Differs: { } place }] ? [place] : null;
    }

    private static void Note(Dictionary<string, Field> fields, string text, Label label)
    {
        ref var field = ref CollectionsMarshal.GetValueRefOrAddDefault(fields, text[label.Start..label.End].Trim(), out var known);
        var value = text.AsSpan(label.Value, label.ValueEnd - label.Value);
        if (!known)
            field = new Field(label.Value, label.ValueEnd, value.ContainsAnyInRange('0', '9'), Differs: null);
        else if (field.Differs is null && !value.Equals(text.AsSpan(field.Value, field.ValueEnd - field.Value), StringComparison.OrdinalIgnoreCase))
            field = field with { IsFigure = field.IsFigure && value.ContainsAnyInRange('0', '9'), Differs = new SignalEvidence("field", label.Value, value.Length) };
    }

    private static Label? Labelled(string text, int start, int end)
    {
        var line = text.AsSpan(start, end - start);
        var colon = line.Length > LongestLabel ? line[..LongestLabel].IndexOf(':') : line.IndexOf(':');
        if (colon <= 1 || !char.IsLetter(line.TrimStart(" -*|>")[0]))
            return null;
        var value = line[(colon + 1)..].Trim();
        if (value.IsEmpty || value.Length > LongestValue)
            return null;
        var at = start + colon + 1 + line[(colon + 1)..].IndexOf(value[0]);
        return new Label(start, start + colon, at, at + value.Length);
    }

    private readonly record struct Label(int Start, int End, int Value, int ValueEnd);

    private readonly record struct Field(int Value, int ValueEnd, bool IsFigure, SignalEvidence? Differs);
}
