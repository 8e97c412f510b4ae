namespace TieredRouting.Evaluation;

/// <summary>The requests of one contract and cohort: what changes, what they cost, and what is known of each tier. Not thread-safe.</summary>
internal sealed class ReplayGroup(string contract, string? cohort)
{
    private readonly Dictionary<string, TierEvidence> _evidence = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, MovedRequests> _moved = new(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<(string? From, string? To), int> _shifts = [];

    public string Contract => contract;

    public string? Cohort => cohort;

    public ReplayTally Tally { get; } = new();

    /// <summary>What the requests cost.</summary>
    public decimal Cost { get; private set; }

    /// <summary>Those that the candidate starts on another tier, by the tier.</summary>
    public IReadOnlyCollection<MovedRequests> Moved => _moved.Values;

    /// <summary>How many requests would start on another tier than was decided, by both; <see langword="null"/> stands for none. The steps of a tool loop are one request.</summary>
    public IReadOnlyDictionary<(string? From, string? To), int> Shifts => _shifts;

    /// <summary>Counts a request that would start on another tier.</summary>
    public void Shift(string? from, string? to) => _shifts[(from, to)] = _shifts.GetValueOrDefault((from, to)) + 1;

    /// <summary>Takes over what a request cost, and what that says of the tier it started on.</summary>
    public void Add(RecordedRequest request)
    {
        Tally.Requests++;
        Cost += request.Cost;
        if (request.Started is { } tier && _evidence.TryGetValue(tier, out var evidence))
            evidence.Add(request.Cost);
    }

    /// <summary>Begins to keep what is known of the tiers of a ladder; a file may name others, which nobody would go to.</summary>
    public ReplayGroup On(TierLadder ladder)
    {
        foreach (var tier in ladder.Tiers)
            _evidence.Add(tier.Name, new TierEvidence());
        return this;
    }

    /// <summary>Those that would start on a tier instead of where they started.</summary>
    public MovedRequests To(string tier, Func<TierEvidence, MovedRequests> begin) =>
        _moved.TryGetValue(tier, out var moved) ? moved : _moved[tier] = begin(_evidence[tier]);

    /// <summary>What requests cost that nobody could have served.</summary>
    public void Spare(decimal cost) => Spared += cost;

    /// <summary>What requests cost that the candidate serves on no tier.</summary>
    public decimal Spared { get; private set; }
}
