using TieredRouting.Economics;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>
/// What the ledger knows of a cohort, as far as a contract reads it. Tiers are compared by requests that had the same choice: those that nothing kept from starting at the contract's lowest tier, and
/// that are no risk work.
/// </summary>
internal sealed class LedgerHistory(RoutingLedger ledger, TierLadder ladder, bool forAll = false) : ICohortHistory
{
    public IReadOnlyDictionary<string, object>? Of(Contract contract, string? cohort)
    {
        if (!contract.ReadsHistory && !forAll)
            return null;
        var all = ledger.Sums(new LedgerKey(LedgerKind.Contract, contract.Name, null));
        if (all.Count == 0)
            return null;
        var own = ledger.Sums(new LedgerKey(LedgerKind.Cohort, contract.Name, cohort));
        var floor = contract.MinTier ?? ladder.Small.Name;
        var parts = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var tier in ladder.Tiers)
        {
            if (TierEstimate.Of(Find(own, tier.Name, floor), Find(all, tier.Name, floor)) is { } estimate)
                CohortHistoryParts.Write(parts, tier.Name, estimate);
        }

        if (parts.Count > 0)
            AddTokens(parts, all, floor);
        return parts.Count > 0 ? parts : null;
    }

    private static void AddTokens(Dictionary<string, object> parts, IReadOnlyList<LedgerSum> all, string floor)
    {
        var (calls, tokens) = (0L, default(TokenUsage));
        foreach (var sum in all.Where(sum => IsOf(sum.Floor, floor)))
        {
            calls += sum.Numbers[LedgerCount.Attempts];
            tokens = tokens with { Input = tokens.Input + sum.Numbers.Tokens.Input, Output = tokens.Output + sum.Numbers.Tokens.Output };
        }

        if (calls == 0)
            return;
        parts[CohortHistoryParts.InputTokens] = tokens.Input / calls;
        parts[CohortHistoryParts.OutputTokens] = tokens.Output / calls;
    }

    private static LedgerNumbers Find(IReadOnlyList<LedgerSum> sums, string tier, string floor)
    {
        foreach (var sum in sums)
        {
            if (IsOf(sum.Tier, tier) && IsOf(sum.Floor, floor))
                return sum.Numbers;
        }

        return default;
    }

    private static bool IsOf(string name, string other) => string.Equals(name, other, StringComparison.OrdinalIgnoreCase);
}
