namespace TieredRouting.Fallback;

/// <summary>What kind of error a provider's exception is.</summary>
internal enum ErrorKind
{
    Throttled,
    Overloaded,
    ServerError,
    Network,
    Timeout,
    ContextTooLong,
    ContentFilter,
    Authentication,
    BadRequest,
    OwnBug,
    Unknown,
}
