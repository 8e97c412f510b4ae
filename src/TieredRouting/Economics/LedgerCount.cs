namespace TieredRouting.Economics;

/// <summary>What the ledger counts. A file on disk holds the counts by these numbers: new ones go to the end.</summary>
internal enum LedgerCount
{
    // Of the requests that started at a tier. The first ten are marks: a route has each of them once at most, whenever and however often it is said.
    Corrected,
    ReAsked,
    ThumbsUp,
    ThumbsDown,
    Accepted,
    RolledBack,
    Approved,
    Edited,
    Rejected,
    Expired,
    Refused,
    Cancelled,
    Asked,
    Moved,

    // What the marks come to.
    Visible,
    Lost,

    Requests,
    Calls,
    Released,
    HeldForApproval,
    HumanReview,
    FailedClosed,
    Failed,
    CancelledCalls,
    T0,
    T1,
    T2,
    GateFailures,

    // Of the model calls made on a tier.
    Attempts,
    AcceptedAttempts,
    SideCalls,
    Estimated,
    Repaired,
    Answered,
    AnsweredVisibly,
    Arrived,
    ArrivedVisibly,

    // One for each trigger, in its order.
    FirstTrigger,
    LastTrigger = FirstTrigger + 10,

    // How many calls took how long, step by step.
    FirstLatency,
    LastLatency = FirstLatency + LatencySteps.Count - 1,
}
