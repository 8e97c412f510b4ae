namespace TieredRouting.Configuration;

/// <summary>Reads the controls.</summary>
internal static class ControlSection
{
    public static ControlOptions Read(SectionScope scope, TieredRoutingOptions options)
    {
        var max = new SortedDictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, contract) in scope.Map("contracts"))
        {
            if (!options.Contracts.ContainsKey(name))
                scope.Errors.Add(contract.Path, $"is no contract; known: {KnownNames.Of(options.Contracts.Keys)}");
            if (contract.Text("maxTier") is { } tier)
                max[name] = tier;
            contract.Inert("maxRequestsPerMinute", options.SectionWarnings);
            contract.Inert("maxCostPerHour", options.SectionWarnings);
            contract.Finish();
        }

        var controls = new ControlOptions
        {
            MinimumTier = scope.Text("minimumTier"),
            DisabledTiers = scope.Texts("disabledTiers") ?? [],
            MaxTiers = max,
        };
        scope.Finish();
        return controls;
    }
}
