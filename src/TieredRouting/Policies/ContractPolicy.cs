using TieredRouting.Tiers;

namespace TieredRouting.Policies;

/// <summary>A contract with its tier names looked up and its rules in order: what deciding reads, made once.</summary>
internal sealed class ContractPolicy
{
    private readonly TierLadder _ladder;
    private readonly PolicyStart _start;
    private UnderLimits? _latest;

    public ContractPolicy(Contract contract, TierLadder ladder, IEnumerable<IRoutingRule> rules)
    {
        Contract = contract;
        Rules = [.. rules.OrderBy(rule => rule.Name, StringComparer.Ordinal)];
        MinIndex = IndexOf(contract.MinTier, ladder, 0);
        MaxIndex = IndexOf(contract.MaxTier, ladder, ladder.Tiers.Count - 1);
        _ladder = ladder;
        _start = Start(TierLimits.None, degradedBy: null);
    }

    public Contract Contract { get; }

    /// <summary>Why no request is served under it, or <see langword="null"/>.</summary>
    public string? Refusal { get; init; }

    public IRoutingRule[] Rules { get; }

    public int StartIndex => _start.Index;

    /// <summary>The tier that requests start on where no requirement says otherwise: what the contract's thresholds are about.</summary>
    public int CheapIndex => Math.Max(StartIndex, MinIndex);

    public int MinIndex { get; }

    public int MaxIndex { get; }

    /// <summary>Where requests start under limits and budgets. These change seldom, so what came of the latest is kept.</summary>
    public PolicyStart StartUnder(TierLimits limits, string? degradedBy)
    {
        if (limits == TierLimits.None && degradedBy is null)
            return _start;
        if (_latest is not { } latest || latest.Limits != limits || latest.DegradedBy != degradedBy)
            _latest = latest = new UnderLimits(limits, degradedBy, Start(limits, degradedBy));
        return latest.Start;
    }

    private PolicyStart Start(TierLimits limits, string? degradedBy)
    {
        var (index, reasons) = StartTier.Of(Contract, _ladder, MaxIndex, limits, degradedBy);
        return new PolicyStart(index, Math.Min(MaxIndex, limits.MaximumIndex), degradedBy is not null, [.. Stated(Contract).Concat(reasons).OrderBy(reason => reason.Rule, StringComparer.Ordinal)]);
    }

    private IEnumerable<Reason> Stated(Contract contract)
    {
        if (contract.Approval == ApprovalMode.Always)
            yield return new Reason(PolicyReasons.Approval, Signal: null, "approval", "the contract holds every answer");
        if (MinIndex > 0)
            yield return new Reason(PolicyReasons.MinTier, Signal: null, $"tier {contract.MinTier}", "the contract says so");
    }

    private static int IndexOf(string? name, TierLadder ladder, int otherwise) =>
        name is not null && ladder.TryGet(name, out var tier) ? tier.Index : otherwise;

    private sealed record UnderLimits(TierLimits Limits, string? DegradedBy, PolicyStart Start);
}
