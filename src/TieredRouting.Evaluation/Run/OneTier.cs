using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>Keeps every contract to one tier, to see what its prompt is worth there.</summary>
internal static class OneTier
{
    public static void Keep(TieredRoutingOptions options, string tier)
    {
        foreach (var contract in options.Contracts.Values)
        {
            (contract.MinTier, contract.MaxTier, contract.StartTier) = (tier, tier, tier);
            // Another tier cannot help, and a review or a switch would say nothing of this one.
            contract.Fallback.On.Clear();
        }

        options.Controls = [];
        options.Budgets.Clear();
    }
}
