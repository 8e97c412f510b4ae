using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TieredRouting.Redaction;

/// <summary>Writes the texts of a JSON document anew: names, strings, and numbers, which may be a card's. What it writes is JSON whatever the texts are.</summary>
internal static class JsonRewriter
{
    private static readonly JsonReaderOptions Reading = new() { MaxDepth = int.MaxValue, CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly JsonDocumentOptions Parsing = new() { MaxDepth = int.MaxValue };
    private static readonly JsonWriterOptions Writing = new() { MaxDepth = int.MaxValue, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The document with other texts; <see langword="null"/> where none changed.</summary>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public static JsonElement? Rewrite(JsonElement json, TextRewriter rewrite)
    {
        if (json.ValueKind == JsonValueKind.Undefined)
            return null;
        var reader = new Utf8JsonReader(JsonMarshal.GetRawUtf8Value(json), Reading);
        var written = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(written, Writing);
        var changed = false;
        while (reader.Read())
            changed |= Write(ref reader, writer, rewrite);
        writer.Flush();
        return changed ? JsonElement.Parse(written.WrittenSpan, Parsing) : null;
    }

    /// <summary>Writes one token.</summary>
    /// <returns>Whether it is another.</returns>
    private static bool Write(ref Utf8JsonReader reader, Utf8JsonWriter writer, TextRewriter rewrite)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return WriteName(reader.GetString()!, writer, rewrite);
            case JsonTokenType.String:
                return WriteText(reader.GetString()!, writer, rewrite);
            case JsonTokenType.Number:
                return WriteNumber(Encoding.UTF8.GetString(reader.ValueSpan), writer, rewrite);
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan);
                break;
        }

        return false;
    }

    private static bool WriteName(string name, Utf8JsonWriter writer, TextRewriter rewrite)
    {
        var rewritten = rewrite(name, TextPlace.Name);
        writer.WritePropertyName(rewritten);
        return !ReferenceEquals(rewritten, name);
    }

    private static bool WriteText(string text, Utf8JsonWriter writer, TextRewriter rewrite)
    {
        var rewritten = rewrite(text, TextPlace.Value);
        writer.WriteStringValue(rewritten);
        return !ReferenceEquals(rewritten, text);
    }

    /// <summary>A number that becomes another text is a string from then on.</summary>
    private static bool WriteNumber(string number, Utf8JsonWriter writer, TextRewriter rewrite)
    {
        var rewritten = rewrite(number, TextPlace.Value);
        if (ReferenceEquals(rewritten, number))
            writer.WriteRawValue(number);
        else
            writer.WriteStringValue(rewritten);
        return !ReferenceEquals(rewritten, number);
    }
}
