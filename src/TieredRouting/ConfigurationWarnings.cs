namespace TieredRouting;

/// <summary>What is legal but unwise.</summary>
internal static class ConfigurationWarnings
{
    public static IReadOnlyList<string> Of(TieredRoutingOptions options)
    {
        var warnings = new List<string>();
        var endpoints = options.Tiers.Values.SelectMany(tier => tier.Endpoints).ToList();
        foreach (var (name, contract) in options.Contracts)
        {
            if (contract.Residency.Count > 0 && endpoints.Where(endpoint => endpoint.Value.Regions.Count == 0).Select(endpoint => endpoint.Key).ToList() is { Count: > 0 } unplaced)
                warnings.Add($"contracts.{name}.residency: the endpoints {string.Join(", ", unplaced)} state no region, so this contract never uses them");
            if (NothingCheckable(options, name, contract) && StartsSmall(options, contract))
                warnings.Add($"contracts.{name}: it starts at the cheapest tier and has nothing checkable (no schema, validator or gate), so a wrong answer goes out unseen");
        }

        return warnings;
    }

    private static bool NothingCheckable(TieredRoutingOptions options, string name, ContractOptions contract) =>
        contract.Schema is null && contract.Gates.Count == 0 && options.Code.GetValueOrDefault(name) is not { Validators.Count: > 0 };

    private static bool StartsSmall(TieredRoutingOptions options, ContractOptions contract) =>
        options.Ladder.Count > 1 && string.Equals(contract.StartTier, options.Ladder[0], StringComparison.OrdinalIgnoreCase);
}
