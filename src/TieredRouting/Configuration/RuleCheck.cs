namespace TieredRouting.Configuration;

/// <summary>Checks rules and controls written as data against the ladder, the gates and the signals.</summary>
internal sealed class RuleCheck(TieredRoutingOptions options, IReadOnlySet<string> gates, IReadOnlySet<string> signals, ConfigurationErrors errors)
{
    public void Check()
    {
        foreach (var rule in options.RuleData)
            Check($"rules.{rule.Name}", rule);
        CheckTier("controls.minimumTier", options.Controls.MinimumTier);
        foreach (var tier in options.Controls.DisabledTiers)
            CheckTier("controls.disabledTiers", tier);
        foreach (var (contract, tier) in options.Controls.MaxTiers)
            CheckTier($"controls.contracts.{contract}.maxTier", tier);
    }

    public void Check(string name, ContractOptions contract)
    {
        foreach (var rule in contract.Rules)
            Check($"contracts.{name}.rules.{rule.Name}", rule);
    }

    private void Check(string path, RuleOptions rule)
    {
        CheckTier($"{path}.require.tier", rule.Tier);
        foreach (var gate in rule.Gates)
            errors.Require(gates.Contains(gate), $"{path}.require.gates", $"names the gate '{gate}', which nobody added");
        foreach (var condition in rule.When)
            errors.Require(signals.Contains(condition.SignalName), $"{path}.when.{condition.Signal}", $"is no signal; known: {string.Join(", ", signals.Order(StringComparer.Ordinal))}");
    }

    private void CheckTier(string path, string? tier) => LadderCheck.RequireTier(options, path, tier, errors);
}
