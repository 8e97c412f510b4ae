using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Reflection;

namespace TieredRouting.Fallback;

/// <summary>The HTTP status of an error. Provider clients carry it in a property of their own exceptions, and the core references none of them.</summary>
internal static class ErrorStatus
{
    public static int? Of(Exception exception) => exception switch
    {
        HttpRequestException { StatusCode: HttpStatusCode status } => (int)status,
        HttpRequestException => null,
        _ => OfProperty(exception),
    };

    /// <summary>Only the error path comes here.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A trimmed property means an unknown error, which is retried within the same bounds.")]
    private static int? OfProperty(Exception exception)
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
