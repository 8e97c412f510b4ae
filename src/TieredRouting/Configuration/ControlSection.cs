using TieredRouting.Contracts;

namespace TieredRouting.Configuration;

/// <summary>Reads the controls.</summary>
internal static class ControlSection
{
    public static ControlOptions Read(SectionScope scope, TieredRoutingOptions options)
    {
        var contracts = new SortedDictionary<string, ContractControl>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, contract) in scope.Map("contracts"))
        {
            if (!options.Contracts.ContainsKey(name))
                scope.Errors.Add(contract.Path, $"is no contract; known: {KnownNames.Of(options.Contracts.Keys)}");
            contracts[name] = ReadContract(contract);
        }

        var controls = new ControlOptions
        {
            MinimumTier = scope.Text("minimumTier"),
            DisabledTiers = scope.Texts("disabledTiers") ?? [],
            Contracts = contracts,
        };
        scope.Finish();
        return controls;
    }

    private static ContractControl ReadContract(SectionScope scope)
    {
        var control = new ContractControl
        {
            MaxTier = scope.Text("maxTier"),
            MaxRequestsPerMinute = scope.Whole("maxRequestsPerMinute"),
            MaxCostPerHour = scope.Number("maxCostPerHour"),
        };
        scope.Require(control.MaxRequestsPerMinute is null or >= 0, "maxRequestsPerMinute", "must be zero or more");
        scope.Require(control.MaxCostPerHour is null or >= 0, "maxCostPerHour", "must be zero or more");
        scope.Finish();
        return control;
    }
}
