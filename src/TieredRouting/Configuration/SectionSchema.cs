using System.Text.Json.Nodes;

namespace TieredRouting.Configuration;

/// <summary>The JSON Schema of a file with a routing section, made of what the section's readers read.</summary>
internal static class SectionSchema
{
    public static JsonObject Whole()
    {
        var section = RoutingSection.Describe();
        return new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Settings with a TieredRouting section",
            ["type"] = "object",
            ["properties"] = new JsonObject { [nameof(TieredRouting)] = section },
        };
    }
}
