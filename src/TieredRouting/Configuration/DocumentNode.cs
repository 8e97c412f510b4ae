using System.Text.Json;

namespace TieredRouting.Configuration;

/// <summary>A JSON document within the section: a schema. Its members are its own business.</summary>
internal sealed class DocumentNode(JsonElement json) : SectionNode(text: null, [], json.ValueKind == JsonValueKind.Array ? SectionForm.List : SectionForm.Object)
{
    public override JsonElement? Json => json;
}
