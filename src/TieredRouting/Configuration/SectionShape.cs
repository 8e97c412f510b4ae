using System.Text.Json.Nodes;

namespace TieredRouting.Configuration;

/// <summary>
/// What could stand in an object of the routing section, as a JSON Schema. The readers fill it while they read nothing, so that editors complete
/// exactly what is read.
/// </summary>
internal sealed class SectionShape
{
    /// <summary>The name under which a map's one described member is read.</summary>
    public const string AnyName = "*";

    private readonly JsonObject _properties = [];

    public SectionShape() => Schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = _properties };

    public JsonObject Schema { get; }

    // A null says that something is not there.
    public void Value(string name, params IEnumerable<string> types) => _properties[name] = new JsonObject { ["type"] = Names([.. types, "null"]) };

    public void Choice(string name, IEnumerable<string> choices) =>
        _properties[name] = new JsonObject { ["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice)), null]) };

    public void Texts(string name) =>
        _properties[name] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } };

    public void FlagOrTexts(string name) =>
        _properties[name] = new JsonObject { ["type"] = Names(["boolean", "array", "null"]), ["items"] = new JsonObject { ["type"] = "string" } };

    public void Choices(string name, IEnumerable<string> choices) =>
        _properties[name] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["enum"] = Names(choices) } };

    public void Document(string name) => _properties[name] = new JsonObject { ["type"] = new JsonArray("object", "string", "null") };

    public SectionShape Object(string name)
    {
        var inner = new SectionShape();
        _properties[name] = inner.Schema;
        return inner;
    }

    public SectionShape List(string name)
    {
        var inner = new SectionShape();
        _properties[name] = new JsonObject { ["type"] = "array", ["items"] = inner.Schema };
        return inner;
    }

    public SectionShape Map(string name, IEnumerable<string>? names = null)
    {
        var inner = new SectionShape();
        var map = new JsonObject { ["type"] = "object", ["additionalProperties"] = inner.Schema };
        if (names is not null)
            map["propertyNames"] = new JsonObject { ["enum"] = Names(names) };
        _properties[name] = map;
        return inner;
    }

    /// <summary>Requires properties of this object.</summary>
    public void Require(params IEnumerable<string> names) => Schema["required"] = Names(names);

    private static JsonArray Names(IEnumerable<string> names) => new([.. names.Select(name => JsonValue.Create(name))]);
}
