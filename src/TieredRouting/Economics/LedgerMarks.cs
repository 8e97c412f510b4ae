namespace TieredRouting.Economics;

/// <summary>What became of a route, each of it once. The bits are the counts of the same names.</summary>
[Flags]
internal enum LedgerMarks
{
    None = 0,
    Corrected = 1 << LedgerCount.Corrected,
    ReAsked = 1 << LedgerCount.ReAsked,
    ThumbsUp = 1 << LedgerCount.ThumbsUp,
    ThumbsDown = 1 << LedgerCount.ThumbsDown,
    Accepted = 1 << LedgerCount.Accepted,
    RolledBack = 1 << LedgerCount.RolledBack,
    Approved = 1 << LedgerCount.Approved,
    Edited = 1 << LedgerCount.Edited,
    Rejected = 1 << LedgerCount.Rejected,
    Expired = 1 << LedgerCount.Expired,

    /// <summary>A client call gave no answer: it failed, or failed closed.</summary>
    Refused = 1 << LedgerCount.Refused,

    /// <summary>The caller gave up.</summary>
    Cancelled = 1 << LedgerCount.Cancelled,

    /// <summary>A person was asked.</summary>
    Asked = 1 << LedgerCount.Asked,

    /// <summary>A call was made on another tier than the one it started at.</summary>
    Moved = 1 << LedgerCount.Moved,

    /// <summary>The first client call of the route is counted.</summary>
    Begun = 1 << 30,

    /// <summary>What a user sees go wrong.</summary>
    Visible = Corrected | ReAsked | ThumbsDown | RolledBack | Refused,
}
