using TieredRouting.Policies;
using TieredRouting.Telemetry;
using TieredRouting.Tiers;

namespace TieredRouting.Configuration;

/// <summary>
/// Checks that a tier to escalate to lies above some tier that a contract's requests stand on: one that does not would never be gone to, and each
/// escalation would go one tier up without a word.
/// </summary>
internal sealed class EscalationCheck(TierLadder ladder, ConfigurationErrors errors)
{
    public void Check(string name, ContractOptions contract)
    {
        // Without a ladder or an intent nobody can say where requests start; those are errors of their own.
        if (ladder.Tiers.Count == 0 || contract.Intent is null)
            return;
        var lowest = LowestOf(new Contract(name, contract));
        foreach (var (trigger, action) in contract.Fallback.On)
        {
            if (action is { Kind: FallbackActionKind.Escalate, Tier: { } to } && ladder.TryGet(to, out var tier))
                errors.Require(
                    tier.Index > lowest,
                    $"contracts.{name}.fallback.on.{EnumNames.Of(trigger)}.to",
                    $"'{to}' is not above '{ladder.Tiers[lowest].Name}', the lowest tier that the contract's requests stand on; valid: {Above(lowest, contract)}");
        }
    }

    /// <summary>Where requests start, or where a switch takes them below that; never under the contract's own floor.</summary>
    private int LowestOf(Contract contract)
    {
        var start = StartTier.Of(contract, ladder, HighestOf(contract.MaxTier), TierLimits.None, degradedBy: null).Index;
        var switches = contract.Fallback.On.Values.Where(action => action.Kind == FallbackActionKind.SwitchTo).Select(action => IndexOf(action.Tier, start));
        return Math.Max(IndexOf(contract.MinTier, 0), switches.Append(start).Min());
    }

    private string Above(int lowest, ContractOptions contract)
    {
        var above = ladder.Tiers.Where(tier => tier.Index > lowest && tier.Index <= HighestOf(contract.MaxTier)).Select(tier => tier.Name).ToList();
        return above.Count == 0 ? "none, so leave it out" : string.Join(", ", above);
    }

    private int HighestOf(string? max) => IndexOf(max, ladder.Tiers.Count - 1);

    private int IndexOf(string? name, int otherwise) => name is not null && ladder.TryGet(name, out var tier) ? tier.Index : otherwise;
}
