using Microsoft.Extensions.Configuration;

namespace TieredRouting;

/// <summary>Reads the routing section over what code declared: configuration may add or override all that is data.</summary>
internal static class RoutingSection
{
    private const int Version = 1;

    public static void Read(IConfigurationSection section, TieredRoutingOptions options)
    {
        if (!section.Exists())
            return;
        var scope = new SectionScope(section, string.Empty, options.SectionErrors);
        scope.Errors.Require(scope.Whole("version") == Version, "version", $"must be {Version}");
        options.Currency = scope.Text("currency") ?? options.Currency;
        options.Ladder = scope.Texts("ladder") ?? options.Ladder;
        foreach (var (name, tier) in scope.Objects("tiers"))
            TierSection.Read(tier, options, name);
        foreach (var (name, contract) in scope.Objects("contracts"))
            ContractSection.Read(contract, options, name);
        if (scope.Has("rules"))
            options.RuleData = [.. scope.Objects("rules").Select(rule => RuleSection.Read(rule.Scope)).OfType<RuleOptions>()];
        if (scope.Object("controls") is { } controls)
            options.Controls = ControlSection.Read(controls, options);
        scope.Finish();
    }
}
