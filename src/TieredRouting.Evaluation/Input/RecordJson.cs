using System.Text.Json;

namespace TieredRouting.Evaluation;

/// <summary>Reads single values of an audit record from its bytes. What does not fit is an error that names the property.</summary>
internal static class RecordJson
{
    /// <summary>No call costs more.</summary>
    public const decimal MostMoney = 1_000_000_000_000m;

    /// <summary>No call takes more.</summary>
    public const long MostTokens = 1_000_000_000_000;

    public static List<string> Texts(ref Utf8JsonReader json, string property)
    {
        Begin(ref json, JsonTokenType.StartArray, property);
        var texts = new List<string>();
        while (json.Read() && json.TokenType == JsonTokenType.String)
            texts.Add(json.GetString()!);
        Require(json.TokenType == JsonTokenType.EndArray, property);
        return texts;
    }

    public static string? Text(ref Utf8JsonReader json, string property)
    {
        json.Read();
        Require(json.TokenType is JsonTokenType.String or JsonTokenType.Null, property);
        return json.TokenType == JsonTokenType.Null ? null : json.GetString();
    }

    public static bool? Flag(ref Utf8JsonReader json, string property)
    {
        json.Read();
        Require(json.TokenType is JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null, property);
        return json.TokenType == JsonTokenType.Null ? null : json.GetBoolean();
    }

    public static DateTimeOffset Moment(ref Utf8JsonReader json, string property)
    {
        json.Read();
        var moment = default(DateTimeOffset);
        Require(json.TokenType == JsonTokenType.String && json.TryGetDateTimeOffset(out moment), property);
        return moment;
    }

    public static decimal Money(ref Utf8JsonReader json, string property)
    {
        json.Read();
        var money = 0m;
        Require(json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out money) && money is >= 0 and <= MostMoney, property);
        return money;
    }

    /// <summary>Goes to the next object of a list, or to its end.</summary>
    public static bool NextObject(ref Utf8JsonReader json, string property)
    {
        json.Read();
        Require(json.TokenType is JsonTokenType.StartObject or JsonTokenType.EndArray, property);
        return json.TokenType == JsonTokenType.StartObject;
    }

    public static void Begin(ref Utf8JsonReader json, JsonTokenType start, string property)
    {
        json.Read();
        Require(json.TokenType == start, property);
    }

    public static void Require(bool holds, string property)
    {
        if (!holds)
            throw new JsonException(message: null, property, lineNumber: null, bytePositionInLine: null);
    }
}
