using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>Lets nothing through that the policy lane's detectors find, of the kinds it is there for, unless it was given.</summary>
/// <param name="name">The gate's name.</param>
/// <param name="leaks">Whether a kind of evidence is one it is there for.</param>
/// <param name="given">What the request gave, or <see langword="null"/> where nothing given may be said either.</param>
internal sealed class EvidenceGate(string name, Func<string, bool> leaks, GivenText? given = null) : IWindowedGate
{
    /// <summary>The longest address, 64 and 253 characters around an '@', and what stands before it.</summary>
    public const int Longest = 320;

    // Lent to one call at a time: most pieces of a text hold nothing, and must not cost a list each.
    private List<SignalEvidence>? _spare;

    public string Name => name;

    public int Window => Longest;

    public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken)
    {
        var read = ReadAnswer.Of(answer);
        return new(GateVerdicts.Of(FirstOf(read.Evidence, read.Text, 0)));
    }

    public int Find(ReadOnlySpan<char> text, int from)
    {
        var lent = Interlocked.Exchange(ref _spare, null) ?? [];
        var place = FirstOf(PolicyLaneExtractor.Find(text, lent), text, from);
        lent.Clear();
        _spare = lent;
        return place;
    }

    private int FirstOf(List<SignalEvidence> found, ReadOnlySpan<char> text, int from)
    {
        foreach (var evidence in found)
        {
            if (evidence.Start >= from && leaks(evidence.Kind) && given?.Holds(text.Slice(evidence.Start, evidence.Length)) != true)
                return evidence.Start;
        }

        return -1;
    }
}
