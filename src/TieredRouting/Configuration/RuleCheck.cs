using TieredRouting.Signals;

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
        foreach (var (contract, control) in options.Controls.Contracts)
        {
            CheckTier($"controls.contracts.{contract}.maxTier", control.MaxTier);
            if (control.MaxCostPerHour is not null)
                LadderCheck.RequirePrices(options, $"controls.contracts.{contract}.maxCostPerHour", errors);
        }
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
        {
            CheckPart($"{path}.when.{condition.Signal}", condition);
            errors.Require(signals.Contains(condition.SignalName), $"{path}.when.{condition.Signal}", $"is no signal; known: {string.Join(", ", signals.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>A condition on a part that no signal has would never hold, and never be missed.</summary>
    private void CheckPart(string path, ConditionOptions condition)
    {
        errors.Require(condition.Part is not null || !SignalParts.HasNoValue(condition.SignalName), path, $"has no value of its own; name a part: {string.Join(", ", SignalParts.Of(condition.SignalName) ?? [])}");
        errors.Require(condition.AnyOf is not { Count: 0 }, path, "names nothing that it could be");
        if (condition.Part is { } part && SignalParts.Of(condition.SignalName) is { } parts)
            errors.Require(parts.Contains(part), path, parts.Count == 0 ? "has no parts" : $"is no part of '{condition.SignalName}'; known: {string.Join(", ", parts)}");
    }

    private void CheckTier(string path, string? tier) => LadderCheck.RequireTier(options, path, tier, errors);
}
