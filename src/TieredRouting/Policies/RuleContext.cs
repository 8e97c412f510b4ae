namespace TieredRouting;

/// <summary>What a rule may read. Immutable.</summary>
public sealed class RuleContext
{
    internal RuleContext(Contract contract, SignalSet signals, TierLadder ladder)
    {
        Contract = contract;
        Signals = signals;
        Ladder = ladder;
    }

    /// <summary>The contract the request is under.</summary>
    public Contract Contract { get; }

    /// <summary>The signals of the request.</summary>
    public SignalSet Signals { get; }

    /// <summary>The tiers.</summary>
    public TierLadder Ladder { get; }
}
