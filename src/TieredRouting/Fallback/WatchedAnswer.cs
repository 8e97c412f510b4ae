using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Signals;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

/// <summary>An answer that must be seen whole, read as it comes: so that one which can no longer keep its schema is not bought to its end.</summary>
/// <param name="Result">How the call ended; with a response, also where it was stopped.</param>
/// <param name="Broken">The rule for which it was stopped, or <see langword="null"/>.</param>
/// <param name="Saved">About how many tokens of its allowance were not bought, where it was stopped.</param>
/// <param name="Unfinished">Whether it stopped without saying why, on a wire that always says so.</param>
internal readonly record struct WatchedAnswer(ModelCallResult Result, string? Broken, int? Saved, bool Unfinished)
{
    public static async ValueTask<WatchedAnswer> ReadAsync(IMeteredStream stream, ModelCall call, AnswerWatch watch)
    {
        var updates = new List<ChatResponseUpdate>();
        string? broken = null;
        var isStep = false;
        while (broken is null && await stream.ReadAsync())
        {
            updates.Add(stream.Current);
            isStep |= stream.Current.Contents.Holds(RouteStamp.IsStep);
            // What is said beside tool calls keeps no schema.
            broken = isStep ? null : BrokenBy(watch, stream.Current);
        }

        await stream.DisposeAsync();
        return Of(stream.Result!, call, updates.ToChatResponse(), broken);
    }

    private static WatchedAnswer Of(ModelCallResult result, ModelCall call, ChatResponse response, string? broken)
    {
        if (broken is not null)
            return new(result with { Response = response, Exception = null }, broken, SavedOf(call, response), Unfinished: false);
        return result.Exception is not null
            ? new(result, null, null, Unfinished: false)
            : new(result with { Response = response }, null, null, response.FinishReason is null && FinishReasons.AreGivenBy(call.Endpoint));
    }

    private static string? BrokenBy(AnswerWatch watch, ChatResponseUpdate update)
    {
        foreach (var content in update.Contents)
        {
            if (content is TextContent { Text: { } text } && watch.Take(text) is { } broken)
                return broken;
        }

        return null;
    }

    private static int SavedOf(ModelCall call, ChatResponse response) =>
        (int)Math.Max(0, call.OutputTokens - TokenEstimate.Of(response.Messages.AsReadOnly()).AtWorst);
}
