using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace TieredRouting.Validation;

/// <summary>What a model is asked for where its confidence counts: the answer, how sure it is of it, and why.</summary>
internal static class ConfidenceEnvelope
{
    public const string Answer = "answer";
    public const string Confidence = "confidence";
    public const string Reason = "reason";

    private static readonly string[] RootOnly = ["$schema", "$id"];

    /// <summary>The format to send: the envelope around a schema, or around a text where there is none.</summary>
    public static ChatResponseFormatJson Format(JsonElement? schema, string name) => ChatResponseFormat.ForJsonSchema(Around(schema), name);

    public static JsonElement Around(JsonElement? schema)
    {
        var answer = schema is { } own ? SchemaClosing.ToNode(own) : new JsonObject { ["type"] = "string" };
        SchemaRebase.Rebase(answer, $"/properties/{Answer}");
        var envelope = Envelope();
        foreach (var keyword in RootOnly)
        {
            if (answer is JsonObject root && root.Remove(keyword, out var value))
                envelope.Insert(0, keyword, value);
        }

        envelope["properties"]![Answer] = answer;
        return JsonElement.Parse(envelope.ToJsonString());
    }

    private static JsonObject Envelope() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            [Answer] = null,
            [Confidence] = new JsonObject
            {
                ["type"] = "string",
                ["enum"] = new JsonArray("low", "medium", "high"),
                ["description"] = "How sure you are that the answer is right.",
            },
            [Reason] = new JsonObject { ["type"] = "string", ["description"] = "Why, in one short sentence." },
        },
        ["required"] = new JsonArray(Answer, Confidence, Reason),
        ["additionalProperties"] = false,
    };
}
