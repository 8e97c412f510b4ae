using System.Text.Json;
using System.Text.Json.Serialization;

namespace TieredRouting.Approvals;

/// <summary>Writes a type of the host as the host's default options do, straight into what is written: a draft is written four times on its way, and a copy each time would cost more than the rest.</summary>
internal sealed class HostConverter<T> : JsonConverter<T>
    where T : class
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize(ref reader, ApprovalJson.Host<T>()) ?? throw new JsonException("A message or an answer is missing.");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ApprovalJson.Host<T>());
}
