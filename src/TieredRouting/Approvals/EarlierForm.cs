using System.Buffers;
using System.Text.Json;

namespace TieredRouting.Approvals;

/// <summary>An item to the byte as it was written and sealed before messages went straight into its JSON: the same, but times and data within them had their plus signs escaped.</summary>
internal static class EarlierForm
{
    public static byte[] Of(byte[] json)
    {
        using var item = JsonDocument.Parse(json);
        var buffer = new ArrayBufferWriter<byte>(json.Length);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var property in item.RootElement.EnumerateObject())
                Write(writer, property);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonProperty property)
    {
        writer.WritePropertyName(property.Name);
        if (property.Name is "messages" or "draft" or "answer")
            property.Value.WriteTo(writer);
        else
            writer.WriteRawValue(property.Value.GetRawText(), skipInputValidation: true);
    }
}
