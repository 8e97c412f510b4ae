using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>
/// What in the request's text asks for care: personal data and credentials, by kind and place. Where two detectors see the
/// same place, the more specific one is right.
/// </summary>
internal sealed class PolicyLaneExtractor : ISignalExtractor
{
    /// <summary>The most specific first: a key may look like anything, a card also like a phone number.</summary>
    private static readonly ITextDetector[] Detectors =
    [
        new PrivateKeyDetector(),
        new IssuedCredentialDetector(),
        new UrlPasswordDetector(),
        new AssignedCredentialDetector(),
        new IbanDetector(),
        new CreditCardDetector(),
        new EmailDetector(),
        new PhoneDetector(),
    ];

    /// <summary>Each detector needs one of these, and one look for all of them is cheaper than one for each.</summary>
    private static readonly SearchValues<char> Marks = SearchValues.Create("-@:=_>：0123456789");

    /// <summary>The most places that are kept: what asks for care does not become more so by the thousand, and a record has to be kept.</summary>
    private const int MostEvidence = 1_000;

    private static readonly Signal None = Signal.Of(SignalNames.PolicyLane, "none");

    public string Name => SignalNames.PolicyLane;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        if (!request.Text.AsSpan().ContainsAny(Marks))
            return new(None);
        var found = Find(request.Text);
        return new(found.Count == 0 ? None : Signal.Of(Name, Kinds(found), found.Count > MostEvidence ? found[..MostEvidence] : found));
    }

    /// <summary>The evidence in a text, in order and without overlaps.</summary>
    public static List<SignalEvidence> Find(ReadOnlySpan<char> text) => Find(text, []);

    /// <summary>The evidence in a text, in <paramref name="found"/>, which comes empty, or in a list that takes its place.</summary>
    public static List<SignalEvidence> Find(ReadOnlySpan<char> text, List<SignalEvidence> found)
    {
        if (!text.ContainsAny(Marks))
            return found;
        var digits = text.ContainsAnyInRange('0', '9');
        foreach (var detector in Detectors)
        {
            if (detector.NeedsDigit && !digits)
                continue;
            var before = found.Count;
            detector.Find(text, found);
            if (before > 0 && found.Count > before)
                found = Merge(found, before);
        }

        return found;
    }

    /// <summary>Both parts are in order; of the second, what overlaps the first is left out.</summary>
    private static List<SignalEvidence> Merge(List<SignalEvidence> found, int count)
    {
        var merged = new List<SignalEvidence>(found.Count);
        var first = 0;
        for (var second = count; second < found.Count; second++)
        {
            var evidence = found[second];
            while (first < count && found[first].Start + found[first].Length <= evidence.Start)
                merged.Add(found[first++]);
            if (first == count || evidence.Start + evidence.Length <= found[first].Start)
                merged.Add(evidence);
        }

        merged.AddRange(found[first..count]);
        return merged;
    }

    private static string Kinds(List<SignalEvidence> found) =>
        string.Join(',', found.Select(evidence => evidence.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
