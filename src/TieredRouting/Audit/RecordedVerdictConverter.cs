using System.Text.Json;
using System.Text.Json.Serialization;

namespace TieredRouting.Audit;

/// <summary>Reads and writes a verdict: the word <c>accepted</c>, or the triggers.</summary>
internal sealed class RecordedVerdictConverter : JsonConverter<IReadOnlyList<string>>
{
    private const string Accepted = "accepted";

    public override IReadOnlyList<string> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(Accepted))
            return [];
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("A verdict is 'accepted', or a list of triggers.");
        var triggers = new List<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
            triggers.Add(reader.GetString()!);
        return reader.TokenType == JsonTokenType.EndArray && triggers.Count > 0 ? triggers : throw new JsonException("A verdict is 'accepted', or a list of triggers.");
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string> value, JsonSerializerOptions options)
    {
        if (value.Count == 0)
        {
            writer.WriteStringValue(Accepted);
            return;
        }

        writer.WriteStartArray();
        foreach (var trigger in value)
            writer.WriteStringValue(trigger);
        writer.WriteEndArray();
    }
}
