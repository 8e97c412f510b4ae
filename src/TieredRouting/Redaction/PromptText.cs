using System.Buffers;
using System.Text;
using TieredRouting.Signals;

namespace TieredRouting.Redaction;

/// <summary>
/// All texts of a prompt, in order, in one text: what the detectors look at, since what stands around a piece tells what it is. Then each is written again with placeholders.
/// </summary>
internal sealed class PromptText(Placeholders placeholders, ContractRedaction redaction, RecognizedText? recognized = null)
{
    private readonly ArrayBufferWriter<char> _all = new(256);
    private readonly List<(string Text, int Start)> _pieces = [];
    private readonly List<Replacement> _places = [];
    private readonly Dictionary<string, string> _rewritten = new(StringComparer.Ordinal);
    private SortedDictionary<string, int>? _counts;

    /// <summary>How many pieces of each kind were replaced.</summary>
    public IReadOnlyDictionary<string, int>? Counts => _counts;

    /// <summary>Takes a text in. What is written like a placeholder in any text is left to it before the first is given out.</summary>
    public string Take(string text, TextPlace place)
    {
        if (text.Length == 0)
            return text;
        for (var at = 0; PlaceholderForm.TryFind(text, ref at, out var length); at += length)
            placeholders.ForLiteral(text.Substring(at, length));
        var quoted = place != TextPlace.Text;
        _all.Write(quoted ? "\"" : "");
        _pieces.Add((text, _all.WrittenCount));
        _all.Write(text);
        _all.Write(place switch { TextPlace.Name => "\": ", TextPlace.Value => "\",\n", _ => "\n" });
        return text;
    }

    /// <summary>Finds what is not to be sent, in all texts: by what stands around it, and as if nothing did, since a neighbour may also hide what a text shows by itself.</summary>
    public void Redact()
    {
        ExpectRecognized();
        var around = PolicyLaneExtractor.Find(_all.WrittenSpan);
        var next = 0;
        foreach (var (text, start) in _pieces)
        {
            var found = _pieces.Count == 1 ? [] : PolicyLaneExtractor.Find(text);
            next = AddIn(text, start, around, next, found);
            recognized?.AddIn(text, found);
            found.Sort(static (left, right) => left.Start.CompareTo(right.Start));
            Place(text, start, found);
        }

        if (placeholders.KnowsNothing)
            return;
        next = 0;
        foreach (var (text, start) in _pieces)
            next = Rewrite(text, start, next);
    }

    /// <summary>What to send in place of a text.</summary>
    public string Redacted(string text, TextPlace place) => _rewritten.GetValueOrDefault(text, text);

    private void ExpectRecognized()
    {
        if (recognized is null)
            return;
        foreach (var (value, kind) in recognized.Kinds)
        {
            if (redaction.Redacts(kind))
                placeholders.Expect(kind, value);
        }
    }

    /// <summary>Adds the part of each finding that lies in a text.</summary>
    private static int AddIn(string text, int start, List<SignalEvidence> around, int next, List<SignalEvidence> found)
    {
        for (; next < around.Count && around[next].Start < start + text.Length; next++)
        {
            var (first, last) = (Math.Max(around[next].Start - start, 0), around[next].Start + around[next].Length - start);
            if (last > first)
                found.Add(new SignalEvidence(around[next].Kind, first, Math.Min(last, text.Length) - first));
            // The rest of it lies in the next text.
            if (last > text.Length)
                break;
        }

        return next;
    }

    /// <summary>Gives a placeholder to each finding in a text, in the order of their places, and its due to what only looks like one.</summary>
    private void Place(string text, int start, List<SignalEvidence> found)
    {
        var from = 0;
        foreach (var (kind, first, length) in found)
        {
            var (at, end) = (Math.Max(first, from), first + length);
            if (at >= end || !redaction.Redacts(kind))
                continue;
            PlaceLiterals(text, start, from, at);
            _places.Add(new Replacement(start + at, start + end, placeholders.For(kind, text[at..end])));
            Count(kind);
            from = end;
        }

        PlaceLiterals(text, start, from, text.Length);
    }

    private void PlaceLiterals(string text, int start, int from, int end)
    {
        for (; PlaceholderForm.TryFind(text.AsSpan(0, end), ref from, out var length); from += length)
        {
            if (placeholders.ForLiteral(text.Substring(from, length)) is { } placeholder)
                _places.Add(new Replacement(start + from, start + from + length, placeholder));
        }
    }

    private void Count(string kind)
    {
        _counts ??= new(StringComparer.Ordinal);
        _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
    }

    private int Rewrite(string text, int start, int next)
    {
        var (written, from, end) = (new StringBuilder(text.Length), start, start + text.Length);
        for (; next < _places.Count && _places[next].Start < end; next++)
        {
            AppendGap(written, text.AsSpan()[(from - start)..(_places[next].Start - start)]);
            written.Append(_places[next].Placeholder);
            from = _places[next].End;
        }

        AppendGap(written, text.AsSpan()[(from - start)..]);
        if (!written.Equals(text.AsSpan()))
            _rewritten[text] = written.ToString();
        return next;
    }

    /// <summary>What was found in one place is not sent in another either.</summary>
    private void AppendGap(StringBuilder written, ReadOnlySpan<char> gap)
    {
        var from = 0;
        for (var at = 0; placeholders.TryFindKnown(gap, ref at, out var length, out var kind); from = at += length)
        {
            written.Append(gap[from..at]).Append(placeholders.For(kind, gap.Slice(at, length).ToString()));
            Count(kind);
        }

        written.Append(gap[from..]);
    }

    /// <summary>A place in all texts, and what is sent there.</summary>
    private readonly record struct Replacement(int Start, int End, string Placeholder);
}
