using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>The one text that evidence's offsets count in.</summary>
internal static class RequestText
{
    /// <summary>
    /// The text of every message, the model's own and what tools gave back included, in order, with a line feed between two: all of it goes to
    /// an endpoint. A single one is given as it is, without a copy.
    /// </summary>
    public static string Of(IReadOnlyList<ChatMessage> messages)
    {
        string? only = null;
        List<string>? several = null;
        for (var i = 0; i < messages.Count; i++)
        {
            var contents = messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                if (TextOf(contents[j]) is not { } text)
                    continue;
                if (only is null)
                    only = text;
                else
                    (several ??= [only]).Add(text);
            }
        }

        return several is null ? only ?? "" : string.Join('\n', several);
    }

    /// <summary>The parts of the text, in order; a line feed stands between two.</summary>
    public static IEnumerable<string> Parts(IReadOnlyList<ChatMessage> messages) => messages.SelectMany(message => message.Contents).Select(TextOf).OfType<string>();

    /// <summary>The part of a content in the text; <see langword="null"/> where it has none.</summary>
    public static string? TextOf(AIContent content) => content switch
    {
        TextContent text => text.Text,
        FunctionResultContent { Result: string text } => text,
        FunctionResultContent { Result: JsonElement json } => json.ToString(),
        FunctionResultContent { Result: TextContent result } => result.Text,
        FunctionResultContent { Result: IReadOnlyList<AIContent> results } => Joined(results),
        _ => null,
    };

    /// <summary>What a server of tools gives back often comes as several contents.</summary>
    private static string? Joined(IReadOnlyList<AIContent> results) =>
        string.Join('\n', results.OfType<TextContent>().Select(static result => result.Text)) is { Length: > 0 } text ? text : null;
}
