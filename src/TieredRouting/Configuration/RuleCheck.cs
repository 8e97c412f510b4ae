using TieredRouting.Signals;

namespace TieredRouting.Configuration;

/// <summary>Checks rules written as data against the ladder, the gates and the signals.</summary>
internal sealed class RuleCheck(TieredRoutingOptions options, IReadOnlySet<string> gates, IReadOnlySet<string> signals, ConfigurationErrors errors)
{
    public void Check()
    {
        foreach (var rule in options.RuleData)
            Check($"rules.{rule.Name}", rule);
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
        {
            if (!gates.Contains(gate))
                errors.Add($"{path}.require.gates", $"names the gate '{gate}', which nobody added");
        }

        foreach (var condition in rule.When)
        {
            if (WrongWith(condition) is { } wrong)
                errors.Add($"{path}.when.{condition.Signal}", wrong);
            if (!signals.Contains(condition.SignalName))
                errors.Add($"{path}.when.{condition.Signal}", $"is no signal; known: {string.Join(", ", signals.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>A condition on a part that no signal has would never hold, and never be missed.</summary>
    private static string? WrongWith(ConditionOptions condition)
    {
        var parts = SignalParts.Of(condition.SignalName);
        return condition switch
        {
            { AnyOf.Count: 0 } => "names nothing that it could be",
            { Part: null } => SignalParts.HasNoValue(condition.SignalName) ? $"has no value of its own; name a part: {string.Join(", ", parts ?? [])}" : null,
            { Part: { } part } when parts?.Contains(part) == false => parts.Count == 0 ? "has no parts" : $"is no part of '{condition.SignalName}'; known: {string.Join(", ", parts)}",
            _ => null,
        };
    }

    private void CheckTier(string path, string? tier) => LadderCheck.RequireTier(options, path, tier, errors);
}
