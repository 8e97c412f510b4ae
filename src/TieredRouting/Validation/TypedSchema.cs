using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace TieredRouting.Validation;

/// <summary>The two schemas of a CLR type: what the host sends for it, and the stricter one that its answers must keep.</summary>
/// <param name="Sent">Text for text what <c>GetResponseAsync&lt;T&gt;</c> puts into the response format.</param>
/// <param name="Enforced">The same, closed: non-nullable members required, other properties refused. The lint accepts it for ordinary types.</param>
internal sealed record TypedSchema(JsonElement Sent, JsonElement Enforced)
{
    private const string Wrapped = "data";

    public static TypedSchema For<T>(JsonSerializerOptions? options = null) => For(typeof(T), options);

    public static TypedSchema For(Type type, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        var serializer = options ?? AIJsonUtilities.DefaultOptions;
        serializer.MakeReadOnly();
        var schema = ChatResponseFormat.ForJsonSchema(type, serializer).Schema!.Value;
        var isObject = IsObject(schema);
        return new TypedSchema(isObject ? schema : ToElement(Wrap(schema)), Enforce(schema, isObject));
    }

    private static JsonElement Enforce(JsonElement schema, bool isObject)
    {
        var root = SchemaClosing.ToNode(schema);
        if (!isObject)
        {
            // The host wraps the schema without moving its references; what we enforce must resolve.
            SchemaRebase.Rebase(root, $"/properties/{Wrapped}");
            (root as JsonObject)?.Remove("$schema");
            root = Wrap(root);
        }

        SchemaClosing.Close(root.AsObject());
        return ToElement(root.AsObject());
    }

    private static JsonObject Wrap(JsonElement schema) => Wrap(SchemaClosing.ToNode(schema));

    private static JsonObject Wrap(JsonNode schema) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["type"] = "object",
        ["properties"] = new JsonObject { [Wrapped] = schema },
        ["additionalProperties"] = false,
        ["required"] = new JsonArray(Wrapped),
    };

    /// <summary>The host's own test: a nullable object, whose type is an array, is wrapped as well.</summary>
    private static bool IsObject(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object
        && schema.TryGetProperty("type", out var type)
        && type.ValueKind == JsonValueKind.String
        && type.ValueEquals("object");

    private static JsonElement ToElement(JsonObject schema) =>
        JsonSerializer.SerializeToElement(schema, AIJsonUtilities.DefaultOptions.GetTypeInfo(typeof(JsonObject)));
}
