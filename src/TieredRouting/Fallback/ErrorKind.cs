namespace TieredRouting.Fallback;

/// <summary>What kind of error a provider's exception is.</summary>
internal enum ErrorKind
{
    Throttled,
    ServerError,
    Network,
    Timeout,
    ContextTooLong,
    Authentication,
    BadRequest,
    OwnBug,
    Unknown,
}
