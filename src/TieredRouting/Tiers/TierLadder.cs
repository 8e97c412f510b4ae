using System.Diagnostics.CodeAnalysis;

namespace TieredRouting;

/// <summary>The ordered, finite list of tiers, cheapest first. Immutable.</summary>
public sealed class TierLadder
{
    private readonly Tier[] _tiers;
    private readonly Dictionary<string, Tier> _byName;

    internal TierLadder(IReadOnlyList<Tier> tiers, string currency)
    {
        _tiers = [.. tiers];
        Currency = currency;
        _byName = tiers.ToDictionary(tier => tier.Name, StringComparer.OrdinalIgnoreCase);
        StatesSensitivity = tiers.Any(tier => tier.Endpoints.Any(endpoint => endpoint.AllowsSensitive is not null));
    }

    /// <summary>The tiers, cheapest first; at least one.</summary>
    public IReadOnlyList<Tier> Tiers => _tiers;

    /// <summary>The same, for the request path, which allocates no enumerator.</summary>
    internal ReadOnlySpan<Tier> Walk => _tiers;

    /// <summary>The currency of every price and cost, as an ISO 4217 code.</summary>
    public string Currency { get; }

    /// <summary>The first tier.</summary>
    public Tier Small => Tiers[0];

    /// <summary>The tier at index <c>Count / 2</c>.</summary>
    public Tier Middle => Tiers[Tiers.Count / 2];

    /// <summary>The last tier.</summary>
    public Tier Large => Tiers[^1];

    /// <summary>Whether any endpoint says if the sensitive lane may use it. While none does, the lane limits tools only.</summary>
    internal bool StatesSensitivity { get; }

    /// <summary>The endpoint of a name, or <see langword="null"/>.</summary>
    internal TierEndpoint? FindEndpoint(string name) =>
        Tiers.SelectMany(tier => tier.Endpoints).FirstOrDefault(endpoint => string.Equals(endpoint.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Finds a tier by its name, ignoring case.</summary>
    /// <param name="name">The name.</param>
    /// <param name="tier">The tier, when found.</param>
    /// <returns>Whether there is such a tier.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out Tier? tier) => _byName.TryGetValue(name, out tier);
}
