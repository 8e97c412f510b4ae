namespace TieredRouting.Policies;

/// <summary>A contract with its tier names looked up and its rules in order: what deciding reads, made once.</summary>
internal sealed class ContractPolicy
{
    private readonly IReadOnlyList<string> _disabled;

    public ContractPolicy(Contract contract, TierLadder ladder, IEnumerable<IRoutingRule> rules, ControlOptions? controls = null)
    {
        Contract = contract;
        Rules = [.. rules.OrderBy(rule => rule.Name, StringComparer.Ordinal)];
        MinIndex = IndexOf(contract.MinTier, ladder, 0);
        MaxIndex = IndexOf(contract.MaxTier, ladder, ladder.Tiers.Count - 1);
        Control = controls?.Contracts.GetValueOrDefault(contract.Name);
        var capped = IndexOf(Control?.MaxTier, ladder, MaxIndex);
        (IsCapped, MaxIndex) = (capped < MaxIndex, Math.Min(MaxIndex, capped));
        _disabled = controls?.DisabledTiers ?? [];
        (StartIndex, var start) = StartTier.Of(contract, ladder, MaxIndex, IsCapped, controls?.MinimumTier);
        Reasons = [.. Stated(contract), start];
    }

    public Contract Contract { get; }

    /// <summary>The contract's controls, or <see langword="null"/> where it has none of its own.</summary>
    public ContractControl? Control { get; }

    /// <summary>Whether a control, not the contract, sets the highest tier.</summary>
    public bool IsCapped { get; }

    /// <summary>Whether a control keeps every request off a tier.</summary>
    public bool IsDisabled(string tier) => _disabled.Count > 0 && _disabled.Contains(tier, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why no request is served under it, or <see langword="null"/>.</summary>
    public string? Refusal { get; init; }

    public IRoutingRule[] Rules { get; }

    public int StartIndex { get; }

    public int MinIndex { get; }

    public int MaxIndex { get; }

    /// <summary>The reasons that hold for each of the contract's requests, sorted by rule.</summary>
    public IReadOnlyList<Reason> Reasons { get; }

    private IEnumerable<Reason> Stated(Contract contract)
    {
        if (contract.Approval == ApprovalMode.Always)
            yield return new Reason(PolicyReasons.Approval, Signal: null, "approval", "the contract holds every answer");
        if (MinIndex > 0)
            yield return new Reason(PolicyReasons.MinTier, Signal: null, $"tier {contract.MinTier}", "the contract says so");
    }

    private static int IndexOf(string? name, TierLadder ladder, int otherwise) =>
        name is not null && ladder.TryGet(name, out var tier) ? tier.Index : otherwise;
}
