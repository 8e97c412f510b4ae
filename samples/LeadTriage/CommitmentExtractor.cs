using TieredRouting;

namespace LeadTriage;

/// <summary>
/// Measures whether a message asks us to commit ourselves: <c>none</c>, <c>price</c>, <c>legal</c> or both. It states the
/// fact and where it was seen; what follows from it is <see cref="CommitmentRule"/>'s business.
/// </summary>
internal sealed class CommitmentExtractor : ISignalExtractor
{
    public const string SignalName = "asksForCommitment";

    public const string None = "none";

    // Words that raise suspicion, not a classifier: a miss is caught by the gate on the answer, a false alarm costs one larger call.
    private static readonly (string Kind, string Word)[] Words =
    [
        ("price", "fixed price"), ("price", "discount"), ("price", "price guarantee"), ("price", "% off"),
        ("price", "rabatt"), ("price", "festpreis"), ("price", "remise"), ("price", "descuento"),
        ("legal", "liable"), ("legal", "liability"), ("legal", "compliant"), ("legal", "legal advice"),
        ("legal", "haftung"), ("legal", "responsabilité"),
    ];

    public string Name => SignalName;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var text = string.Join('\n', request.Messages.Select(message => message.Text));
        var seen = Words
            .Select(entry => new SignalEvidence(entry.Kind, text.IndexOf(entry.Word, StringComparison.OrdinalIgnoreCase), entry.Word.Length))
            .Where(evidence => evidence.Start >= 0)
            .ToList();
        var kinds = string.Join(" and ", seen.Select(evidence => evidence.Kind).Distinct().Order());
        return ValueTask.FromResult(Signal.Of(Name, seen.Count > 0 ? kinds : None, seen));
    }
}
