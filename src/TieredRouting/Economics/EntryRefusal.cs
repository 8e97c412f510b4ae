namespace TieredRouting.Economics;

/// <summary>Why an endpoint is not asked, although it may be.</summary>
internal enum EntryRefusal
{
    None,

    /// <summary>It keeps failing, or asked to be left alone.</summary>
    CircuitOpen,

    /// <summary>As many calls are under way as may be.</summary>
    Concurrency,

    /// <summary>As many calls were begun within a minute as may be.</summary>
    RequestsPerMinute,

    /// <summary>As many tokens were used within a minute as may be.</summary>
    TokensPerMinute,
}
