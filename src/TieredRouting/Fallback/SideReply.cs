using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

/// <summary>Reads the reply of a judge or a classifier, strictly: one JSON object with the mark it was given and one word, and nothing else.</summary>
internal static class SideReply
{
    /// <summary>The word, or <see langword="null"/> where the reply is anything else.</summary>
    public static string? Read(ChatResponse? response, string mark, string property)
    {
        if (response is null)
            return null;
        using var read = AnswerReader.Read(response.Text, AnswerReading.Strict);
        return read.IsJson && read.Document!.RootElement is { ValueKind: JsonValueKind.Object } reply && reply.EnumerateObject().Count() == 2
            && TextOf(reply, "id") == mark ? TextOf(reply, property) : null;
    }

    private static string? TextOf(JsonElement reply, string name) =>
        reply.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
