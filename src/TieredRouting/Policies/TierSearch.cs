using TieredRouting.Signals;
using TieredRouting.Tiers;

namespace TieredRouting.Policies;

/// <summary>Which tiers one request may be served by: within the contract's and the controls' limits, with an endpoint for its lane, regions and length.</summary>
internal readonly ref struct TierSearch(TierLadder ladder, ContractPolicy policy, PolicyStart start, TierLimits limits, Lane lane, SignalSet signals)
{
    /// <summary>The allowed tiers from <paramref name="from"/> on, lowest first.</summary>
    public List<Tier> All(int from)
    {
        var allowed = new List<Tier>();
        for (var tier = First(from); tier is not null; tier = First(tier.Index + 1))
            allowed.Add(tier);
        return allowed;
    }

    /// <summary>The first allowed tier from <paramref name="from"/> on, or <see langword="null"/>.</summary>
    public Tier? First(int from)
    {
        var tokens = LengthParts.LeastTokens(signals);
        for (var index = from; index <= start.MaxIndex; index++)
        {
            var tier = ladder.Walk[index];
            foreach (var endpoint in tier.Walk)
            {
                if (limits.Allows(endpoint) && EndpointFilter.Allows(endpoint, policy.Contract, lane, ladder.StatesSensitivity, tokens))
                    return tier;
            }
        }

        return null;
    }
}
