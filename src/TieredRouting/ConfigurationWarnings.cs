using TieredRouting.Fallback;

namespace TieredRouting;

/// <summary>What is legal but unwise.</summary>
internal static class ConfigurationWarnings
{
    public static IReadOnlyList<string> Of(TierLadder ladder, IEnumerable<RoutedContract> contracts) =>
        [.. contracts.SelectMany(contract => Of(ladder, contract)).OfType<string>()];

    private static IEnumerable<string?> Of(TierLadder ladder, RoutedContract routed) => [Unplaced(ladder, routed.Contract), Unchecked(ladder, routed)];

    private static string? Unplaced(TierLadder ladder, Contract contract)
    {
        if (contract.Residency.Count == 0)
            return null;
        var unplaced = ladder.Tiers.SelectMany(tier => tier.Endpoints).Where(endpoint => endpoint.Regions.Count == 0).Select(endpoint => endpoint.Name).ToList();
        return unplaced.Count == 0 ? null : $"contracts.{contract.Name}.residency: the endpoints {string.Join(", ", unplaced)} state no region, so this contract never uses them";
    }

    private static string? Unchecked(TierLadder ladder, RoutedContract routed)
    {
        var checkable = routed.Format is not null || routed.Validators.Length > 0 || routed.Contract.Gates.Count > 0;
        return checkable || ladder.Tiers.Count == 1 || routed.Policy.StartIndex > 0
            ? null
            : $"contracts.{routed.Contract.Name}: it starts at the cheapest tier and has nothing checkable (no schema, validator or gate), so a wrong answer goes out unseen";
    }
}
