namespace TieredRouting.Signals;

/// <summary>
/// What in the request's text asks for care: personal data, credentials, pay, health and law, by kind and place. Where two detectors see the same place, the more specific one is right.
/// </summary>
internal sealed class PolicyLaneExtractor(TextRecognition? recognition = null) : ISignalExtractor
{
    /// <summary>The part that says why not all was looked for.</summary>
    public const string Incomplete = "incomplete";

    /// <summary>The most places that are kept: what asks for care does not become more so by the thousand, and a record has to be kept.</summary>
    private const int MostEvidence = 1_000;

    private static readonly Signal None = Signal.Of(SignalNames.PolicyLane, "none").Shared();

    // Lent to one call at a time: most texts hold nothing, and must not cost a list each.
    private List<SignalEvidence>? _spare;

    public string Name => SignalNames.PolicyLane;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        if (recognition is not null)
            return RecognizeAsync(request, recognition, cancellationToken);
        var lent = Interlocked.Exchange(ref _spare, null) ?? [];
        var found = LaneDetectors.Find(request.Text, request.Cues, lent);
        if (found.Count > 0)
            return new(Seen(found));
        _spare = lent;
        return new(None);
    }

    /// <summary>The evidence in a text, in order and without overlaps.</summary>
    public static List<SignalEvidence> Find(ReadOnlySpan<char> text) => Find(text, []);

    /// <summary>The evidence in a text, in <paramref name="found"/>, which comes empty, or in a list that takes its place.</summary>
    public static List<SignalEvidence> Find(ReadOnlySpan<char> text, List<SignalEvidence> found) => LaneDetectors.Find(text, CueScan.Of(text), found);

    /// <summary>A recognizer that fails takes nothing from what was found, and where nothing was, nobody can say that there is nothing.</summary>
    private static async ValueTask<Signal> RecognizeAsync(SignalRequest request, TextRecognition recognition, CancellationToken cancellationToken)
    {
        var found = LaneDetectors.Find(request.Text, request.Cues, []);
        var why = await recognition.FindAsync(request.Text, found, cancellationToken);
        request.Recognized = found;
        if (found.Count == 0)
            return why is null ? None : Signal.Unavailable(SignalNames.PolicyLane, why);
        return why is null ? Seen(found) : Signal.OfParts(SignalNames.PolicyLane, new Dictionary<string, object> { [Incomplete] = why }, Kinds(found), Kept(found));
    }

    private static Signal Seen(List<SignalEvidence> found) => Signal.Of(SignalNames.PolicyLane, Kinds(found), Kept(found));

    private static List<SignalEvidence> Kept(List<SignalEvidence> found) => found.Count > MostEvidence ? found[..MostEvidence] : found;

    private static string Kinds(List<SignalEvidence> found) =>
        string.Join(',', found.Select(evidence => evidence.Kind).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
