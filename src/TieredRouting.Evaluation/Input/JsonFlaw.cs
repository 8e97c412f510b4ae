using System.Text;
using System.Text.Json;

namespace TieredRouting.Evaluation;

/// <summary>Says why a line could not be read. The platform's own messages quote what they read; these do not.</summary>
internal static class JsonFlaw
{
    private const int DeepestExplained = 1_000;

    /// <summary>How deep the platform reads unless it is told otherwise.</summary>
    private const int DeepestRead = 64;

    private static readonly JsonReaderOptions Deep = new() { MaxDepth = DeepestExplained };

    public static string Explain(string line, JsonException exception)
    {
        var utf8 = Encoding.UTF8.GetBytes(line);
        if (!IsJson(utf8, out var tooDeep))
            return $"is not JSON, from byte {exception.BytePositionInLine + 1}{(IsCutOff(utf8) ? ": it ends in the middle, as a file does that was cut off" : string.Empty)}";
        if (tooDeep)
            return "is nested too deeply";
        var path = exception.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } at ? at : "the line";
        return HoldsBrokenText(utf8) ? $"{path} is not valid Unicode" : $"{path} {Misfit(utf8, exception.BytePositionInLine ?? 0)}";
    }

    private static bool IsJson(byte[] utf8, out bool tooDeep)
    {
        tooDeep = false;
        try
        {
            var reader = new Utf8JsonReader(utf8, Deep);
            while (reader.Read())
                tooDeep |= reader.CurrentDepth >= DeepestRead;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Whether nothing is wrong but that more must follow.</summary>
    private static bool IsCutOff(byte[] utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8, isFinalBlock: false, new JsonReaderState(Deep));
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A text in JSON may hold half a surrogate pair, which is no text.</summary>
    private static bool HoldsBrokenText(byte[] utf8)
    {
        var reader = new Utf8JsonReader(utf8);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    /// <summary>What was read last when reading ended. A name that is refused is one that was there before.</summary>
    private static string Misfit(byte[] utf8, long end)
    {
        var reader = new Utf8JsonReader(utf8);
        while (reader.BytesConsumed < end && reader.Read())
        {
        }

        return reader.TokenType == JsonTokenType.PropertyName ? "is there twice" : $"cannot be read: the {Named(reader.TokenType)} that stands there does not fit";
    }

    private static string Named(JsonTokenType token) => token switch
    {
        JsonTokenType.String => "text",
        JsonTokenType.Number => "number",
        JsonTokenType.StartObject => "object",
        JsonTokenType.StartArray => "list",
        JsonTokenType.Null => "null",
        _ => "value",
    };
}
