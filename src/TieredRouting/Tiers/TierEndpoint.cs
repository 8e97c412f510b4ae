using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>One model behind a tier: a client with a price, regions and limits. Immutable.</summary>
public sealed class TierEndpoint
{
    internal TierEndpoint(string name, string tier, EndpointOptions options, IChatClient client, double reserved = 0)
    {
        Name = name;
        Tier = tier;
        Client = client;
        ModelId = options.Model;
        Price = options.Price;
        Regions = [.. options.Regions];
        AllowsSensitive = options.AllowsSensitive;
        ContextWindow = options.ContextWindow;
        MaxOutputTokens = options.MaxOutputTokens;
        Weight = options.Weight;
        Limits = options.Limits;
        CommodityLimits = options.Limits?.Less(reserved);
        Circuit = options.Circuit;
    }

    /// <summary>The endpoint's name, unique within the ladder.</summary>
    public string Name { get; }

    /// <summary>The name of the tier it belongs to.</summary>
    public string Tier { get; }

    /// <summary>The model id sent with every call, or <see langword="null"/> where the client knows its own model.</summary>
    public string? ModelId { get; }

    /// <summary>What it charges, or <see langword="null"/> where no price was stated: its calls count as free.</summary>
    public TierPrice? Price { get; }

    /// <summary>The regions it may process a request in. Empty means unknown: never allowed where a contract sets a residency.</summary>
    public IReadOnlyList<string> Regions { get; }

    /// <summary>Whether the sensitive lane may use it, or <see langword="null"/> where nothing was stated.</summary>
    public bool? AllowsSensitive { get; }

    /// <summary>The most tokens a prompt and its answer may have together, or <see langword="null"/> where no limit is known.</summary>
    public int? ContextWindow { get; }

    /// <summary>The most tokens it may answer with, or <see langword="null"/> where no limit is stated.</summary>
    public int? MaxOutputTokens { get; }

    /// <summary>Its share of the tier's requests under <see cref="EndpointChoice.Weighted"/>, beside the weights of the others; 1 where nothing was stated.</summary>
    public int Weight { get; }

    /// <summary>What it may be sent at most, or <see langword="null"/> where nothing limits it.</summary>
    public EndpointLimits? Limits { get; }

    /// <summary>What requests that need no judgement may take of the limits: the rest is kept for those that do.</summary>
    internal EndpointLimits? CommodityLimits { get; }

    internal CircuitSettings Circuit { get; }

    internal IChatClient Client { get; }

    internal decimal CostOf(TokenUsage usage) => Price?.CostOf(usage) ?? 0m;

    internal bool StaysWithin(IReadOnlyList<string> residency)
    {
        if (residency.Count == 0)
            return true;
        foreach (var region in Regions)
        {
            if (!residency.Contains(region, StringComparer.OrdinalIgnoreCase))
                return false;
        }

        return Regions.Count > 0;
    }

    /// <inheritdoc />
    public override string ToString() => $"{Tier}/{Name}";
}
