namespace TieredRouting.Endpoints;

/// <summary>What a call says about its endpoint.</summary>
internal enum CircuitSignal
{
    /// <summary>Nothing: it was cancelled, or what was wrong was not the endpoint's.</summary>
    None,

    /// <summary>It answers.</summary>
    Success,

    /// <summary>It does not: throttled, overloaded, broken or too slow.</summary>
    Failure,
}
