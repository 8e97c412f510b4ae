namespace TieredRouting;

/// <summary>What a rule may read. Immutable.</summary>
public sealed class RuleContext
{
    /// <summary>Creates a context.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="signals">The signals.</param>
    /// <param name="ladder">The ladder.</param>
    public RuleContext(Contract contract, SignalSet signals, TierLadder ladder)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(ladder);
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
