using System.Text;
using System.Text.Json;

namespace TieredRouting.Evaluation;

/// <summary>Says why a line could not be read. The platform's own messages quote what they read; these do not.</summary>
internal static class JsonFlaw
{
    private const int DeepestExplained = 1_000;

    /// <summary>How deep the platform reads unless it is told otherwise.</summary>
    private const int DeepestRead = 64;

    public static string Explain(string line, JsonException exception)
    {
        if (!IsJson(line, out var tooDeep))
            return $"is not JSON, from byte {exception.BytePositionInLine + 1}";
        if (tooDeep)
            return "is nested too deeply";
        var path = exception.Path is { Length: > 2 } at ? at[2..] : "the line";
        return HoldsBrokenText(line) ? $"{path} is not valid Unicode" : $"{path} cannot be read: a wrong type, or a repeated property";
    }

    private static bool IsJson(string line, out bool tooDeep)
    {
        tooDeep = false;
        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line), new JsonReaderOptions { MaxDepth = DeepestExplained });
            while (reader.Read())
                tooDeep |= reader.CurrentDepth >= DeepestRead;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>A text in JSON may hold half a surrogate pair, which is no text.</summary>
    private static bool HoldsBrokenText(string line)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
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
}
