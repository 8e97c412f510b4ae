using TieredRouting.Contracts;

namespace TieredRouting.Configuration;

/// <summary>Reads the controls: those of all contracts, those of single ones, and switches by name, which may have an end.</summary>
internal static class ControlSection
{
    private const string Source = "configuration";
    private const string Stated = "the configuration says so";

    public static List<RoutingControl> Read(SectionScope scope, TieredRoutingOptions options)
    {
        var controls = new List<RoutingControl> { ReadEffects(scope, options, new RoutingControl(Source, Stated) { IsStanding = true }) };
        foreach (var (name, contract) in scope.Map("contracts"))
        {
            RequireContract(contract, options, contract.Path, name);
            controls.Add(ReadEffects(contract, options, new RoutingControl($"{Source}: {name}", Stated) { Contract = name, IsStanding = true }));
            contract.Finish();
        }

        controls.AddRange(scope.Map("switches").Select(named => ReadSwitch(named.Scope, options, named.Name)));
        scope.Finish();
        return [.. controls.Where(control => control.HasEffect).Select(control => control with { IsConfigured = true })];
    }

    private static RoutingControl ReadSwitch(SectionScope scope, TieredRoutingOptions options, string name)
    {
        scope.Requires("reason");
        var reason = scope.Text("reason");
        scope.Require(reason is not null, "reason", "is required");
        var contract = scope.Text("contract");
        if (contract is not null)
            RequireContract(scope, options, $"{scope.Path}.contract", contract);
        var control = ReadEffects(scope, options, new RoutingControl(name, reason ?? Stated) { Contract = contract, By = scope.Text("by"), Until = scope.Moment("until") });
        scope.Require(control.HasEffect, "stop", "or another effect must be set: the switch does nothing");
        scope.Finish();
        return control;
    }

    private static RoutingControl ReadEffects(SectionScope scope, TieredRoutingOptions options, RoutingControl control)
    {
        control = control with
        {
            Stop = scope.Flag("stop") ?? false,
            MinimumTier = ReadTier(scope, options, "minimumTier"),
            MaximumTier = ReadTier(scope, options, "maxTier"),
            ExactTier = ReadTier(scope, options, "exactTier"),
            DisabledTiers = scope.Texts("disabledTiers") ?? [],
            DisabledEndpoints = scope.Texts("disabledEndpoints") ?? [],
            MaxRequestsPerMinute = scope.Whole("maxRequestsPerMinute"),
            MaxCostPerHour = scope.Number("maxCostPerHour"),
        };
        foreach (var tier in control.DisabledTiers)
            LadderCheck.RequireTier(options, $"{scope.Path}.disabledTiers", tier, scope.Errors);
        foreach (var endpoint in control.DisabledEndpoints)
            LadderCheck.RequireEndpoint(options, $"{scope.Path}.disabledEndpoints", endpoint, scope.Errors);
        scope.Require(control.MaxRequestsPerMinute is null or >= 0, "maxRequestsPerMinute", "must be zero or more");
        scope.Require(control.MaxCostPerHour is null or >= 0, "maxCostPerHour", "must be zero or more");
        if (control.MaxCostPerHour is not null)
            LadderCheck.RequirePrices(options, $"{scope.Path}.maxCostPerHour", scope.Errors);
        return control;
    }

    private static string? ReadTier(SectionScope scope, TieredRoutingOptions options, string name)
    {
        var tier = scope.Text(name);
        LadderCheck.RequireTier(options, $"{scope.Path}.{name}", tier, scope.Errors);
        return tier;
    }

    private static void RequireContract(SectionScope scope, TieredRoutingOptions options, string path, string contract)
    {
        if (!options.Contracts.ContainsKey(contract))
            scope.Errors.Add(path, $"is no contract; known: {KnownNames.Of(options.Contracts.Keys)}");
    }
}
