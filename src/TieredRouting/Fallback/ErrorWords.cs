namespace TieredRouting.Fallback;

/// <summary>What providers say of a request they refuse. They share a status for what is too long, what is filtered and what is wrong; only codes and words tell them apart.</summary>
internal static class ErrorWords
{
    private static readonly string[] TooLong =
    [
        "context_length", "context length", "context size", "context window", "prompt is too long", "input is too long", "input token count", "maximum number of tokens allowed",
    ];

    private static readonly string[] Filtered = ["content_filter", "content filter", "content_policy", "ResponsibleAIPolicyViolation", "content management policy"];

    public static ErrorKind OfRefusedRequest(string message) =>
        Says(message, Filtered) ? ErrorKind.ContentFilter
        : Says(message, TooLong) ? ErrorKind.ContextTooLong
        : ErrorKind.BadRequest;

    private static bool Says(string message, string[] words) => Array.Exists(words, word => message.Contains(word, StringComparison.OrdinalIgnoreCase));
}
