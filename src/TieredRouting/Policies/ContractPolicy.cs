namespace TieredRouting.Policies;

/// <summary>A contract with its tier names looked up and its rules in order: what deciding reads, made once.</summary>
internal sealed class ContractPolicy
{
    public ContractPolicy(Contract contract, TierLadder ladder, IEnumerable<IRoutingRule> rules)
    {
        Contract = contract;
        Rules = [.. rules.OrderBy(rule => rule.Name, StringComparer.Ordinal)];
        MinIndex = IndexOf(contract.MinTier, ladder, 0);
        MaxIndex = IndexOf(contract.MaxTier, ladder, ladder.Tiers.Count - 1);
        (StartIndex, StartReason) = StartTier.Of(contract, ladder, MaxIndex);
        if (MinIndex > 0)
            MinReason = new Reason("min-tier", Signal: null, $"tier {contract.MinTier}", "the contract says so");
    }

    public Contract Contract { get; }

    public IRoutingRule[] Rules { get; }

    public int StartIndex { get; }

    public int MinIndex { get; }

    public int MaxIndex { get; }

    public Reason StartReason { get; }

    public Reason? MinReason { get; }

    private static int IndexOf(string? name, TierLadder ladder, int otherwise) =>
        name is not null && ladder.TryGet(name, out var tier) ? tier.Index : otherwise;
}
