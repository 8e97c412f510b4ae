using System.Net.Sockets;

namespace TieredRouting.Fallback;

/// <summary>Tells what another attempt can mend from what it cannot, by an exception's status, type and words, never by luck.</summary>
internal static class ErrorClassifier
{
    public static ErrorKind Classify(Exception exception) => ErrorStatus.Of(exception) switch
    {
        { } status => ByStatus(status, exception),
        null => ByType(exception),
    };

    /// <summary>Whether another attempt, or another endpoint, may succeed.</summary>
    public static bool IsMendable(ErrorKind kind) =>
        kind is not (ErrorKind.Authentication or ErrorKind.BadRequest or ErrorKind.OwnBug);

    /// <summary>Whether the provider may have done billable work before the error.</summary>
    public static bool MayBeBilled(Exception exception) => Classify(exception) switch
    {
        ErrorKind.Overloaded or ErrorKind.ServerError or ErrorKind.Timeout or ErrorKind.Unknown => true,
        ErrorKind.Network => !NeverConnected(exception),
        _ => false,
    };

    private static ErrorKind ByStatus(int status, Exception exception) => status switch
    {
        401 or 403 => ErrorKind.Authentication,
        // The model is gone, or busy with itself: another endpoint may do.
        404 or 409 or 410 => ErrorKind.Unknown,
        408 or 504 => ErrorKind.Timeout,
        413 => ErrorKind.ContextTooLong,
        429 => ErrorKind.Throttled,
        503 or 529 => ErrorKind.Overloaded,
        >= 500 => ErrorKind.ServerError,
        >= 400 => ErrorWords.OfRefusedRequest(exception.Message),
        _ => ErrorKind.Unknown,
    };

    private static ErrorKind ByType(Exception exception) => exception switch
    {
        TimeoutException or OperationCanceledException => ErrorKind.Timeout,
        HttpRequestException or SocketException or IOException => ErrorKind.Network,
        ArgumentException or InvalidOperationException or NotSupportedException or NotImplementedException
            or NullReferenceException or InvalidCastException or IndexOutOfRangeException => ProviderClientErrors.IsUnreadableAnswer(exception) ? ErrorKind.Unknown : ErrorKind.OwnBug,
        _ when ProviderClientErrors.KindOf(exception) is { } known => known,
        _ when exception.InnerException is { } inner => Classify(inner),
        _ => ErrorKind.Unknown,
    };

    /// <summary>Provider clients wrap what happened, and those that retry by themselves wrap each of their tries.</summary>
    private static bool NeverConnected(Exception exception) => exception switch
    {
        HttpRequestException
        {
            HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
                or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
        } => true,
        AggregateException tries => tries.InnerExceptions.All(NeverConnected),
        { InnerException: { } inner } => NeverConnected(inner),
        _ => false,
    };
}
