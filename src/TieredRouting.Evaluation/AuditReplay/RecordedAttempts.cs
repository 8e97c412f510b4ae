using System.Text.Json;
using static TieredRouting.Evaluation.RecordJson;

namespace TieredRouting.Evaluation;

/// <summary>Reads the attempts of an audit record as far as a replay needs them, and refuses what cannot be.</summary>
internal static class RecordedAttempts
{
    /// <summary>The tier where the request started: what others ask beside it is no start.</summary>
    public static string? Start(ref Utf8JsonReader json)
    {
        string? start = null;
        Begin(ref json, JsonTokenType.StartArray, "attempts");
        while (NextObject(ref json, "attempts"))
        {
            var tier = StartedIn(ref json);
            start ??= tier;
        }

        return start;
    }

    private static string? StartedIn(ref Utf8JsonReader json)
    {
        string? tier = null;
        var starts = false;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("kind"u8))
                starts = Text(ref json, "attempts.kind") is "answer" or "pass";
            else if (json.ValueTextEquals("tier"u8))
                tier = Text(ref json, "attempts.tier");
            else if (json.ValueTextEquals("cost"u8))
                Money(ref json, "attempts.cost");
            else if (json.ValueTextEquals("usage"u8))
                CheckUsage(ref json);
            else if (json.ValueTextEquals("verdict"u8))
                CheckVerdict(ref json);
            else
                json.Skip();
        }

        return starts ? tier : null;
    }

    /// <summary>Nothing is made of it here, but what cannot be is no record for anybody.</summary>
    private static void CheckUsage(ref Utf8JsonReader json)
    {
        json.Read();
        Require(json.TokenType is JsonTokenType.StartObject or JsonTokenType.Null, "attempts.usage");
        if (json.TokenType == JsonTokenType.Null)
            return;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var counts = json.ValueTextEquals("input"u8) || json.ValueTextEquals("cachedInput"u8) || json.ValueTextEquals("output"u8) || json.ValueTextEquals("reasoning"u8);
            json.Read();
            if (counts)
                Require(json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var tokens) && tokens is >= 0 and <= MostTokens, "attempts.usage");
            else
                json.Skip();
        }
    }

    /// <summary>The one word, or triggers.</summary>
    private static void CheckVerdict(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.String && json.ValueTextEquals("accepted"u8))
            return;
        Require(json.TokenType == JsonTokenType.StartArray, "attempts.verdict");
        var triggers = 0;
        while (json.Read() && json.TokenType == JsonTokenType.String)
            triggers++;
        Require(json.TokenType == JsonTokenType.EndArray && triggers > 0, "attempts.verdict");
    }
}
