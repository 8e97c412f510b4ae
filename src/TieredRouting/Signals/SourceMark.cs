using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>The mark on a message that is a source: what an answer may take its facts from.</summary>
internal static class SourceMark
{
    private const string Property = RequestProperties.Prefix + "source";

    /// <summary>A copy of a message with the mark.</summary>
    public static ChatMessage On(ChatMessage message)
    {
        var copy = message.Clone();
        copy.AdditionalProperties = message.AdditionalProperties?.Clone() ?? [];
        copy.AdditionalProperties[Property] = true;
        return copy;
    }

    /// <summary>The messages without our mark: it is nobody else's business.</summary>
    public static IReadOnlyList<ChatMessage> Strip(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].AdditionalProperties?.ContainsKey(Property) == true)
                return [.. messages.Select(Off)];
        }

        return messages;
    }

    /// <summary>The texts of the sources: what tools gave back, and the messages that bear the mark.</summary>
    public static List<string> Sources(IReadOnlyList<ChatMessage> messages)
    {
        var sources = new List<string>();
        for (var i = 0; i < messages.Count; i++)
        {
            if (IsOn(messages[i]))
                sources.Add(messages[i].Text);
            var contents = messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                if (contents[j] is FunctionResultContent result && RequestText.TextOf(result) is { } text)
                    sources.Add(text);
            }
        }

        return sources;
    }

    /// <summary>What the host tells the model.</summary>
    public static IEnumerable<string> SystemTexts(IReadOnlyList<ChatMessage> messages) =>
        messages.Where(message => message.Role == ChatRole.System).Select(message => message.Text);

    private static bool IsOn(ChatMessage message) =>
        message.AdditionalProperties?.TryGetValue(Property, out var value) == true && value is true or JsonElement { ValueKind: JsonValueKind.True };

    private static ChatMessage Off(ChatMessage message)
    {
        if (message.AdditionalProperties?.ContainsKey(Property) != true)
            return message;
        var copy = message.Clone();
        copy.AdditionalProperties = message.AdditionalProperties.Clone();
        copy.AdditionalProperties.Remove(Property);
        if (copy.AdditionalProperties.Count == 0)
            copy.AdditionalProperties = null;
        return copy;
    }
}
