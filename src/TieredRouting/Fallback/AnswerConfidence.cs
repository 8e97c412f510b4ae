using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>How sure an answer is: what the model says of itself and what is read from the provider's response, the lower of the two.</summary>
internal static class AnswerConfidence
{
    public static ConfidenceLevel? Of(RouteRun run, ChatResponse response, ConfidenceLevel? stated) =>
        run.Routed.ConfidenceReader is { } read ? Lower(stated, Read(read, response)) : stated;

    /// <summary>A reader that breaks has found nothing.</summary>
    private static ConfidenceLevel? Read(Func<ChatResponse, ConfidenceLevel?> read, ChatResponse response)
    {
        try
        {
            return read(response) is { } level && Enum.IsDefined(level) ? level : null;
        }
        catch (Exception)
        {
            return null;
        }
    }

    private static ConfidenceLevel? Lower(ConfidenceLevel? left, ConfidenceLevel? right) =>
        left is null ? right : right is null || left < right ? left : right;
}
