using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>Lets nothing through that the policy lane's detectors find, of the kinds it is there for.</summary>
internal sealed class EvidenceGate(string name, params string[] kinds) : IWindowedGate
{
    /// <summary>The longest address, 64 and 253 characters around an '@', and what stands before it.</summary>
    public const int Longest = 320;

    // Lent to one call at a time: most pieces of a text hold nothing, and must not cost a list each.
    private List<SignalEvidence>? _spare;

    public string Name => name;

    public int Window => Longest;

    public int Find(ReadOnlySpan<char> text, int from)
    {
        var lent = Interlocked.Exchange(ref _spare, null) ?? [];
        var place = FirstOf(PolicyLaneExtractor.Find(text, lent), from);
        lent.Clear();
        _spare = lent;
        return place;
    }

    private int FirstOf(List<SignalEvidence> found, int from)
    {
        foreach (var evidence in found)
        {
            if (evidence.Start >= from && kinds.Contains(evidence.Kind))
                return evidence.Start;
        }

        return -1;
    }
}
