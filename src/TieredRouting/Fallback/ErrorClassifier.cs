using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Reflection;

namespace TieredRouting.Fallback;

/// <summary>Tells what another attempt can mend from what it cannot, by an exception's type and status, never by luck.</summary>
internal static class ErrorClassifier
{
    public static ErrorKind Classify(Exception exception) => StatusOf(exception) switch
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
        ErrorKind.ServerError or ErrorKind.Timeout or ErrorKind.Unknown => true,
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
        >= 500 => ErrorKind.ServerError,
        >= 400 => SaysContextTooLong(exception) ? ErrorKind.ContextTooLong : ErrorKind.BadRequest,
        _ => ErrorKind.Unknown,
    };

    private static ErrorKind ByType(Exception exception) => exception switch
    {
        TimeoutException or OperationCanceledException => ErrorKind.Timeout,
        HttpRequestException or SocketException or IOException => ErrorKind.Network,
        ArgumentException or InvalidOperationException or NotSupportedException or NotImplementedException
            or NullReferenceException or InvalidCastException or IndexOutOfRangeException => ErrorKind.OwnBug,
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

    private static bool SaysContextTooLong(Exception exception) =>
        exception.Message.Contains("context_length", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("maximum context length", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("prompt is too long", StringComparison.OrdinalIgnoreCase);

    private static int? StatusOf(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: HttpStatusCode status } => (int)status,
        HttpRequestException => null,
        _ => StatusProperty(exception),
    };

    /// <summary>
    /// Provider clients carry the HTTP status in a property of their own exceptions; the core references none of them. Only the error path comes here.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A trimmed property means an unknown error, which is retried within the same bounds.")]
    private static int? StatusProperty(Exception exception)
    {
        try
        {
            var type = exception.GetType();
            return AsStatus(type.GetProperty("Status")?.GetValue(exception)) ?? AsStatus(type.GetProperty("StatusCode")?.GetValue(exception));
        }
        catch (Exception unreadable) when (unreadable is AmbiguousMatchException or TargetInvocationException)
        {
            return null;
        }
    }

    private static int? AsStatus(object? value) => value switch
    {
        int status and > 0 => status,
        HttpStatusCode status => (int)status,
        _ => null,
    };
}
