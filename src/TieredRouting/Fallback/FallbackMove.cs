namespace TieredRouting.Fallback;

/// <summary>What the plan says to do next.</summary>
internal enum FallbackMove
{
    /// <summary>Ask the same endpoint again.</summary>
    Retry,

    /// <summary>Ask another endpoint of the same tier.</summary>
    Failover,

    /// <summary>Go on with a higher tier.</summary>
    Escalate,

    /// <summary>Go on with the named tier.</summary>
    Switch,

    /// <summary>Hand over to a person.</summary>
    HumanReview,

    /// <summary>Answer nothing.</summary>
    FailClosed,

    /// <summary>There is nowhere left to go.</summary>
    Exhausted,
}
