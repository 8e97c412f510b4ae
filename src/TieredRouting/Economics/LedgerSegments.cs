namespace TieredRouting.Economics;

/// <summary>The segments of a ledger, by their keys. They are bounded: what comes when the places are taken shares one. Not thread-safe.</summary>
internal sealed class LedgerSegments(LedgerOptions options, LedgerClock clock)
{
    private const int MostContracts = 20_000;
    private const int MostWorkflowSteps = 2_000;

    private readonly Dictionary<LedgerKey, LedgerSegment> _segments = new(LedgerKeyComparer.Instance);
    private readonly int[] _named = new int[3];
    private long _swept;

    /// <summary>The blocks that have something to be kept; <see langword="null"/> where nobody keeps them. Set before the first segment is opened.</summary>
    public List<LedgerBlock>? Unkept { get; set; }

    public IReadOnlyCollection<LedgerSegment> All => _segments.Values;

    /// <summary>The segment of a key, opened where there is room, or the one that it shares with others.</summary>
    public LedgerSegment Of(in LedgerKey key, long newest)
    {
        if (_segments.TryGetValue(key, out var known))
            return known;
        var kept = Short(key);
        return Open(IsFree(kept) || HasRoom(kept.Kind, newest) ? kept : Shared(kept), newest);
    }

    /// <summary>The segment of a key, or the one that it shares with others; <see langword="null"/> where there is neither.</summary>
    public LedgerSegment? Find(LedgerKey key) => _segments.GetValueOrDefault(key) ?? _segments.GetValueOrDefault(Short(key)) ?? _segments.GetValueOrDefault(Shared(key));

    private LedgerSegment Open(LedgerKey key, long newest)
    {
        if (_segments.TryGetValue(key, out var known))
            return known;
        var contract = key.Kind == LedgerKind.Cohort ? Of(new LedgerKey(LedgerKind.Contract, key.Name, null), newest) : null;
        var segment = new LedgerSegment(key, clock.Blocks, contract, Unkept);
        _segments.Add(key, segment);
        if (!IsFree(key))
            _named[(int)key.Kind]++;
        return segment;
    }

    private static LedgerKey Short(LedgerKey key) => key with { Name = Short(key.Name)!, Part = Short(key.Part) };

    private static string? Short(string? name) => name?.Length > RoutingLedgerNames.Longest ? RoutingLedgerNames.Other : name;

    private static LedgerKey Shared(LedgerKey key) => key.Kind == LedgerKind.Cohort ? key with { Name = Short(key.Name)!, Part = RoutingLedgerNames.Other } : key with { Name = RoutingLedgerNames.Other, Part = null };

    /// <summary>What takes no place: traffic without a cohort, and what is shared.</summary>
    private static bool IsFree(LedgerKey key) =>
        key.Kind == LedgerKind.Cohort ? key.Part is null or RoutingLedgerNames.Other : key is { Name: RoutingLedgerNames.Other, Part: null };

    private bool HasRoom(LedgerKind kind, long newest)
    {
        if (_named[(int)kind] < Most(kind))
            return true;
        Sweep(newest);
        return _named[(int)kind] < Most(kind);
    }

    private int Most(LedgerKind kind) => kind switch { LedgerKind.Cohort => options.MaxCohorts, LedgerKind.Contract => MostContracts, _ => MostWorkflowSteps };

    /// <summary>Gives back the places of segments of which nothing is left in the window, once for each of its steps.</summary>
    private void Sweep(long newest)
    {
        if (newest <= _swept)
            return;
        _swept = newest;
        foreach (var segment in _segments.Values.Where(segment => segment.IsEmpty(newest - clock.Blocks + 1)).ToList())
        {
            _segments.Remove(segment.Key);
            if (!IsFree(segment.Key))
                _named[(int)segment.Key.Kind]--;
        }
    }
}
