namespace TieredRouting.Fallback;

/// <summary>What is known of the errors of the official clients beyond a status. They are known by their names, so that the core references none of them.</summary>
internal static class ProviderClientErrors
{
    /// <summary>Where these clients' code is, as stack traces write it.</summary>
    private static readonly string[] Clients = [" OpenAI.", " Microsoft.Extensions.AI.OpenAI", " Azure.AI.", " Anthropic.", " OllamaSharp."];

    /// <summary>The error that Anthropic's servers name in an event of a stream, which has no status any more.</summary>
    private static readonly (string Type, ErrorKind Kind)[] Events =
    [
        ("\"overloaded_error\"", ErrorKind.Overloaded),
        ("\"rate_limit_error\"", ErrorKind.Throttled),
        ("\"api_error\"", ErrorKind.ServerError),
        ("\"timeout_error\"", ErrorKind.Timeout),
        ("\"authentication_error\"", ErrorKind.Authentication),
        ("\"permission_error\"", ErrorKind.Authentication),
    ];

    /// <summary>The kind of an error without a status, or <see langword="null"/> where nothing is known of it.</summary>
    public static ErrorKind? KindOf(Exception exception) => exception.GetType().FullName switch
    {
        // OllamaSharp has errors of its own for status 400, and keeps the status of all others.
        { } name when name.StartsWith("OllamaSharp.Models.Exceptions.", StringComparison.Ordinal) => ErrorWords.OfRefusedRequest(exception.Message),
        "Anthropic.Exceptions.AnthropicSseException" => OfEvent(exception.Message),
        _ => null,
    };

    /// <summary>
    /// Whether an error that looks like a bug is a client's surprise at what its provider sent: an object where there should be a list, no choice among its choices, a
    /// reason to stop that nobody has heard of. A bad argument is none; other answers may well be readable.
    /// </summary>
    public static bool IsUnreadableAnswer(Exception exception) =>
        exception is ArgumentOutOfRangeException or ArgumentNullException or InvalidOperationException or NullReferenceException or InvalidCastException or IndexOutOfRangeException
        && exception.StackTrace is { } trace
        && Array.Exists(Clients, client => trace.Contains(client, StringComparison.Ordinal));

    private static ErrorKind OfEvent(string message)
    {
        foreach (var (type, kind) in Events)
        {
            if (message.Contains(type, StringComparison.Ordinal))
                return kind;
        }

        return message.Contains("\"invalid_request_error\"", StringComparison.Ordinal) ? ErrorWords.OfRefusedRequest(message) : ErrorKind.Unknown;
    }
}
