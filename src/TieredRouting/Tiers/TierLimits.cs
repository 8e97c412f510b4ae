namespace TieredRouting.Tiers;

/// <summary>What is allowed of a ladder for the time being, as names were looked up on it. Immutable.</summary>
internal sealed class TierLimits
{
    // Asked several times a request, so by what it is and not by its name.
    private readonly HashSet<TierEndpoint>? _leftOut;

    private TierLimits()
    {
    }

    /// <param name="ladder">The ladder.</param>
    /// <param name="minimum">No tier below these; one that is not on the ladder says nothing.</param>
    /// <param name="maximum">No tier above these; one that is not on the ladder says nothing.</param>
    /// <param name="exact">No tier but these, each of them: of two different ones nothing is left, nor of one that is not on the ladder.</param>
    /// <param name="disabled">Tiers that are not used.</param>
    /// <param name="endpoints">Endpoints that are not used.</param>
    public TierLimits(TierLadder ladder, IEnumerable<string> minimum, IEnumerable<string> maximum, IEnumerable<string> exact, IEnumerable<string> disabled, IEnumerable<string> endpoints)
    {
        var only = exact.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var barred = disabled.ToHashSet(StringComparer.OrdinalIgnoreCase);
        ExactIndex = only.Count == 1 && ladder.TryGet(only.First(), out var tier) ? tier.Index : null;
        MinimumIndex = Indexes(ladder, minimum).DefaultIfEmpty(0).Max();
        MaximumIndex = Indexes(ladder, maximum.Concat(only)).DefaultIfEmpty(int.MaxValue).Min();
        var tiers = ladder.Tiers
            .Where(tier => barred.Contains(tier.Name) || tier.Index > MaximumIndex || only.Any(name => !string.Equals(name, tier.Name, StringComparison.OrdinalIgnoreCase)))
            .Select(tier => tier.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var names = endpoints.ToHashSet(StringComparer.OrdinalIgnoreCase);
        _leftOut = [.. ladder.Tiers.SelectMany(tier => tier.Endpoints).Where(endpoint => tiers.Contains(endpoint.Tier) || names.Contains(endpoint.Name))];
    }

    /// <summary>No limit at all.</summary>
    public static TierLimits None { get; } = new();

    /// <summary>The lowest tier to start at or to go to.</summary>
    public int MinimumIndex { get; }

    /// <summary>The highest tier.</summary>
    public int MaximumIndex { get; } = int.MaxValue;

    /// <summary>The only tier, or <see langword="null"/>.</summary>
    public int? ExactIndex { get; }

    /// <summary>Those of them that somebody set while the router ran, as they were stated.</summary>
    public IReadOnlyList<RoutingControl> Applied { get; init; } = [];

    /// <summary>Who set them and why, for people; <see langword="null"/> where nobody gave a reason.</summary>
    public string? Because { get; init; }

    /// <summary>Who set them, for people.</summary>
    public string By => Because ?? "a control";

    /// <summary>Whether anything of the ladder is left out, or is not to start at.</summary>
    public bool HasEffect => MinimumIndex > 0 || _leftOut?.Count > 0;

    /// <summary>Whether an endpoint of the ladder is left.</summary>
    public bool Allows(TierEndpoint endpoint) => _leftOut?.Contains(endpoint) != true;

    private static IEnumerable<int> Indexes(TierLadder ladder, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (ladder.TryGet(name, out var tier))
                yield return tier.Index;
        }
    }
}
