namespace TieredRouting;

/// <summary>
/// A switch that somebody holds: for one contract or for all, until a time or until it is lifted. It shrinks what is allowed or raises where requests start; it never goes below a
/// floor, and never takes away a gate, an approval or a residency. Controls that hold together all hold: the strictest wins. Immutable.
/// </summary>
/// <param name="Name">What it is called: applied again under this name, it takes the earlier one's place.</param>
/// <param name="Reason">Why, for people; it is on record, and part of each decision that it changes.</param>
public sealed record RoutingControl(string Name, string Reason)
{
    /// <summary>Who holds it, in the words of whoever applies it, or <see langword="null"/>. It is on record as it is.</summary>
    public string? By { get; init; }

    /// <summary>The one contract it is for, or <see langword="null"/> (the default) for all of them.</summary>
    public string? Contract { get; init; }

    /// <summary>When it stops to hold by itself, or <see langword="null"/> (the default) for never.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Lets no new request begin, and no further attempt of those that run.</summary>
    public bool Stop { get; init; }

    /// <summary>No attempt goes below this tier, as far as the contract's own highest tier allows. It raises where requests start, and is no floor: a conversation that a provider holds stays where it is.</summary>
    public string? MinimumTier { get; init; }

    /// <summary>No attempt goes above this tier.</summary>
    public string? MaximumTier { get; init; }

    /// <summary>Only this tier is used. A request whose floor lies above it fails closed.</summary>
    public string? ExactTier { get; init; }

    /// <summary>Tiers that are not used.</summary>
    public IReadOnlyList<string> DisabledTiers { get; init; } = [];

    /// <summary>Endpoints that are not used, for whatever kind of call.</summary>
    public IReadOnlyList<string> DisabledEndpoints { get; init; } = [];

    /// <summary>How many new routes may begin in any minute: of the contract, or of all together. Counted by this process alone, from when it is first set.</summary>
    public int? MaxRequestsPerMinute { get; init; }

    /// <summary>What the calls may cost in any hour: those of the contract, or of all together. Counted by this process alone, from when it is first set.</summary>
    public decimal? MaxCostPerHour { get; init; }

    /// <summary>Whether it simply stands in the configuration, without a name and a reason of its own.</summary>
    internal bool IsStanding { get; init; }

    /// <summary>Whether it comes from the configuration, and not from whoever holds the switches of a running router.</summary>
    internal bool IsConfigured { get; init; }

    /// <summary>Whether it does anything at all.</summary>
    internal bool HasEffect => Stop || LimitsTiers || MaxRequestsPerMinute is not null || MaxCostPerHour is not null;

    /// <summary>Whether it says anything of tiers or endpoints.</summary>
    internal bool LimitsTiers => MinimumTier is not null || MaximumTier is not null || ExactTier is not null || DisabledTiers.Count > 0 || DisabledEndpoints.Count > 0;

    /// <summary>Whether both say the same; lists are compared by what is in them.</summary>
    /// <param name="other">The other.</param>
    /// <returns>Whether they do.</returns>
    public bool Equals(RoutingControl? other) =>
        other is not null && (Name, Reason, By, Contract, Until) == (other.Name, other.Reason, other.By, other.Contract, other.Until)
        && (Stop, MinimumTier, MaximumTier, ExactTier, MaxRequestsPerMinute, MaxCostPerHour) == (other.Stop, other.MinimumTier, other.MaximumTier, other.ExactTier, other.MaxRequestsPerMinute, other.MaxCostPerHour)
        && DisabledTiers.SequenceEqual(other.DisabledTiers, StringComparer.Ordinal) && DisabledEndpoints.SequenceEqual(other.DisabledEndpoints, StringComparer.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Name, Reason, Contract, Until, Stop);

    /// <summary>Names it, as errors and reasons do.</summary>
    /// <returns>Its name and why.</returns>
    public override string ToString() => $"the control '{Name}' ({Reason})";
}
