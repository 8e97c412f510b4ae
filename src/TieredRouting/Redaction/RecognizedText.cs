using TieredRouting.Signals;

namespace TieredRouting.Redaction;

/// <summary>
/// What was found in a request's text when its signals were taken, the findings of the application's recognizers among them: by the part of a message that it stands in, and by its value, since what was
/// found once is sent nowhere. Immutable.
/// </summary>
internal sealed class RecognizedText
{
    /// <summary>Longer values are found wherever they stand by <see cref="KnownValues"/>.</summary>
    private const int LongestShort = KnownValues.Head - 1;

    private readonly Dictionary<string, List<SignalEvidence>> _byPart = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _kinds = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _kindOf;

    private RecognizedText(SignalRequest request)
    {
        _kindOf = _kinds.GetAlternateLookup<ReadOnlySpan<char>>();
        var (start, next) = (0, 0);
        foreach (var part in RequestText.Parts(request.Messages))
        {
            next = Take(part, start, request.Recognized, next);
            start += part.Length + 1;
        }
    }

    /// <summary>The values, each with its kind.</summary>
    public IReadOnlyDictionary<string, string> Kinds => _kinds;

    /// <summary>What recognizers found in a request; <see langword="null"/> where there are none, or they found nothing.</summary>
    public static RecognizedText? Of(SignalRequest request) => request.Recognized.Count == 0 ? null : new RecognizedText(request);

    /// <summary>Adds what is known of a text to what was found in it, in any order.</summary>
    public void AddIn(string text, List<SignalEvidence> found)
    {
        if (_byPart.TryGetValue(text, out var known))
            found.AddRange(known);
        for (var at = 0; at < text.Length; at++)
        {
            var start = at;
            while (at < text.Length && char.IsLetterOrDigit(text[at]))
                at++;
            if (at - start is > 0 and <= LongestShort && _kindOf.TryGetValue(text.AsSpan(start, at - start), out var kind))
                found.Add(new SignalEvidence(kind, start, at - start));
        }
    }

    /// <summary>Takes the piece of each finding that lies in a part.</summary>
    private int Take(string part, int start, IReadOnlyList<SignalEvidence> found, int next)
    {
        for (; next < found.Count && found[next].Start < start + part.Length; next++)
        {
            var (first, last) = (Math.Max(found[next].Start - start, 0), Math.Min(found[next].Start + found[next].Length - start, part.Length));
            if (last > first)
                Add(part, new SignalEvidence(found[next].Kind, first, last - first));
            // The rest of it lies in the next part.
            if (found[next].Start + found[next].Length > start + part.Length)
                break;
        }

        return next;
    }

    private void Add(string part, SignalEvidence evidence)
    {
        if (!_byPart.TryGetValue(part, out var all))
            _byPart.Add(part, all = []);
        all.Add(evidence);
        _kinds.TryAdd(part.Substring(evidence.Start, evidence.Length), evidence.Kind);
    }
}
