namespace TieredRouting;

/// <summary>
/// A gate that judges a text piece by piece: whether something that may not go out begins at a place is plain from the characters
/// around that place. Where every gate of a request is one, and nothing else must see the whole answer, the answer streams, held
/// back by the largest <see cref="Window"/>; whole answers it judges like any other gate.
/// </summary>
/// <remarks>Implementations are shared by all requests and must be safe to call from several threads at once.</remarks>
public interface IWindowedGate : IAnswerGate
{
    /// <summary>
    /// How many characters before the beginning of a finding, and how many from its beginning on, the gate must see to be sure of
    /// it; UTF-16 units, from 1 to 65,536 (else a start-up error), always the same. The caller waits for as much text to come.
    /// </summary>
    int Window { get; }

    /// <summary>
    /// Finds the first place that may not go out. One that throws counts as <see cref="GateVerdict.Unavailable"/>, which lets nothing more through.
    /// </summary>
    /// <param name="text">A piece of the answer, or all of it.</param>
    /// <param name="from">Where to look from; what comes before has been judged, and is there to be understood.</param>
    /// <returns>Where the finding begins, at <paramref name="from"/> or later, or -1 for none.</returns>
    int Find(ReadOnlySpan<char> text, int from);

    /// <inheritdoc />
    ValueTask<GateVerdict> IAnswerGate.CheckAsync(Answer answer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new(Find(answer.Text, 0) < 0 ? GateVerdict.Passed : GateVerdict.Failed);
    }
}
