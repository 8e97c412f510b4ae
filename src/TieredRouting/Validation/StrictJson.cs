using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace TieredRouting.Validation;

/// <summary>Parses JSON as RFC 8259 has it, with unique names, whole Unicode and bounded depth; a failure is a text that quotes nothing.</summary>
internal static class StrictJson
{
    public const string NotJson = "the answer is not JSON";

    public static readonly string TooLarge = string.Create(CultureInfo.InvariantCulture, $"the answer is larger than {AnswerLimits.MaxCharacters} characters");

    private const string BrokenText = "the answer holds text that is not valid Unicode";

    private static readonly string TooDeep = string.Create(CultureInfo.InvariantCulture, $"the answer is nested deeper than {AnswerLimits.MaxDepth}");

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = AnswerLimits.MaxDepth, AllowDuplicateProperties = false };

    public static bool TryParse(string json, [NotNullWhen(true)] out JsonDocument? document, [NotNullWhen(false)] out string? rule)
    {
        try
        {
            document = JsonDocument.Parse(json.AsMemory(), Strict);
            rule = MayHoldSurrogates(json) && !IsWholeText(document.RootElement) ? BrokenText : null;
        }
        catch (JsonException exception)
        {
            (document, rule) = (null, Explain(json, exception));
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException)
        {
            // Lone surrogates: raw ones cannot become UTF-8, escaped ones fail where property names are compared.
            (document, rule) = (null, BrokenText);
        }

        if (rule is not null)
            document?.Dispose();

        return rule is null;
    }

    /// <summary>The platform's messages quote property names, so the reason is found by reading again without limits.</summary>
    private static string Explain(string json, JsonException exception)
    {
        try
        {
            return DepthOf(json) > AnswerLimits.MaxDepth ? TooDeep : "the answer has a duplicate property";
        }
        catch (JsonException)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{NotJson} (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})");
        }
    }

    /// <summary>Reads token by token: a document of unbounded depth would take quadratic time.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    private static int DepthOf(string json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json), new JsonReaderOptions { MaxDepth = int.MaxValue });
        var deepest = 0;
        while (reader.Read())
            deepest = Math.Max(deepest, reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? reader.CurrentDepth + 1 : 0);
        return deepest;
    }

    private static bool MayHoldSurrogates(string json) => json.Contains("\\ud", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether all names and texts are valid Unicode: an escape may name half of a surrogate pair.</summary>
    public static bool IsWholeText(JsonElement element)
    {
        try
        {
            ReadAllText(element);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether an object in it has one name twice.</summary>
    public static bool RepeatsNames(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().Any(RepeatsNames),
        JsonValueKind.Object => element.EnumerateObject().DistinctBy(property => property.Name, StringComparer.Ordinal).Count() != element.EnumerateObject().Count()
            || element.EnumerateObject().Any(property => RepeatsNames(property.Value)),
        _ => false,
    };

    private static void ReadAllText(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            _ = element.GetString();
        else if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                ReadAllText(item);
        else if (element.ValueKind == JsonValueKind.Object)
            foreach (var property in element.EnumerateObject())
            {
                _ = property.Name;
                ReadAllText(property.Value);
            }
    }
}
