using TieredRouting.Fallback;
using TieredRouting.Telemetry;

namespace TieredRouting.Configuration;

/// <summary>What is legal but unwise.</summary>
internal static class ConfigurationWarnings
{
    public static IEnumerable<string> Of(TierLadder ladder, RoutedContract routed) =>
        ((string?[])[Unplaced(ladder, routed.Contract), Unchecked(ladder, routed), Unroutable(ladder, routed), Uncompared(routed), Free(routed.Contract), Unescalated(routed), Wordless(routed.Contract), .. OutOfReach(ladder, routed)]).OfType<string>();

    /// <summary>Contracts that somebody was to look at again by now.</summary>
    public static IEnumerable<string> OfReviews(TieredRoutingOptions options, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return options.Contracts
            .Where(contract => contract.Value.ReviewBy < today)
            .Select(contract => $"contracts.{contract.Key}.reviewBy: {contract.Value.ReviewBy:yyyy-MM-dd} has passed");
    }

    public static IEnumerable<string> Of(TierLadder ladder)
    {
        var endpoints = ladder.Tiers.SelectMany(tier => tier.Endpoints).ToList();
        if (endpoints.Where(endpoint => endpoint.Price is null).Select(endpoint => endpoint.Name).ToList() is { Count: > 0 } unpriced)
            yield return $"tiers: the endpoints {string.Join(", ", unpriced)} have no price, so their calls count as free";
        foreach (var tier in ladder.Tiers)
        {
            if (tier.Choice != EndpointChoice.Weighted && tier.Endpoints.Any(endpoint => endpoint.Weight != 1))
                yield return $"tiers.{tier.Name}: its endpoints state weights, which count only where choice is 'weighted'";
            if (tier.ReservedForJudgement > 0 && tier.Endpoints.All(endpoint => endpoint.Limits is null))
                yield return $"tiers.{tier.Name}.reservedForJudgement: none of its endpoints has limits to reserve a share of";
        }
    }

    private static IEnumerable<string> OutOfReach(TierLadder ladder, RoutedContract routed) =>
        from pair in routed.Contract.Fallback.On
        where pair.Value.Tier is { } named && ladder.TryGet(named, out var tier) && tier.Index > routed.Policy.MaxIndex
        select $"contracts.{routed.Contract.Name}.fallback.on.{EnumNames.Of(pair.Key)}: it goes to '{pair.Value.Tier}', which lies above the contract's maxTier";

    private static string? Unroutable(TierLadder ladder, RoutedContract routed) =>
        routed.Contract.Risk.Highest == RiskLevel.High && routed.Policy.MaxIndex < ladder.Middle.Index
            ? $"contracts.{routed.Contract.Name}.maxTier: '{routed.Contract.MaxTier}' lies below the middle tier, which risk 'high' needs, so no request of it is ever routed"
            : null;

    private static string? Uncompared(RoutedContract routed) =>
        routed.Contract.Disagreement is not null && (routed.Contract.Fallback.MaxAttempts < 2 || routed.Policy.CheapIndex >= routed.Policy.MaxIndex)
            ? $"contracts.{routed.Contract.Name}.disagreement: no request of it can escalate, so its passes never run"
            : null;

    private static string? Free(Contract contract) =>
        contract is { Start: StartMode.ExpectedCost, Economics.IsFree: true }
            ? $"contracts.{contract.Name}.economics: nothing but calls costs anything, so 'expectedCost' starts wherever a success costs the fewest tokens"
            : null;

    private static string? Unescalated(RoutedContract routed) =>
        routed.Contract.Calibration is not null && (routed.Contract.Fallback.MaxAttempts < 2 || routed.Policy.CheapIndex >= routed.Policy.MaxIndex)
            ? $"contracts.{routed.Contract.Name}.calibration: no request of it can escalate, so what its thresholds do not accept ends as 'exhausted' says"
            : null;

    private static string? Wordless(Contract contract) =>
        contract.Gates.Contains(GateNames.RegulatedLanguage) && contract.GateSettings.RegulatedLanguage.IsEmpty
            ? $"contracts.{contract.Name}.gateSettings.regulatedLanguage: it has no phrases, so the gate 'regulated-language' finds nothing"
            : null;

    private static string? Unplaced(TierLadder ladder, Contract contract)
    {
        if (contract.Residency.Count == 0)
            return null;
        var unplaced = ladder.Tiers.SelectMany(tier => tier.Endpoints).Where(endpoint => endpoint.Regions.Count == 0).Select(endpoint => endpoint.Name).ToList();
        return unplaced.Count == 0 ? null : $"contracts.{contract.Name}.residency: the endpoints {string.Join(", ", unplaced)} state no region, so this contract never uses them";
    }

    private static string? Unchecked(TierLadder ladder, RoutedContract routed)
    {
        var checkable = routed.Format is not null || routed.Validators.Length > 0 || routed.Contract.Gates.Count > 0 || routed.Contract.Confidence is not null || routed.Contract.Disagreement is not null;
        var held = routed.Contract.Risk.Highest == RiskLevel.High || routed.Contract.Approval == ApprovalMode.Always;
        return checkable || held || ladder.Tiers.Count == 1 || routed.Policy.CheapIndex > 0
            ? null
            : $"contracts.{routed.Contract.Name}: it starts at the cheapest tier and has nothing checkable (no schema, confidence, disagreement, validator or gate), so a wrong answer goes out unseen";
    }
}
