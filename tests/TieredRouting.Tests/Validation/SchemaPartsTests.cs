using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class SchemaPartsTests
{
    private const string Closed = """
        { "type": "object", "additionalProperties": false,
          "properties": { "answer": { "type": "string" }, "lines": { "type": ["array", "null"], "items": { "$ref": "#/$defs/line" } }, "a/b": {}, "any": { "anyOf": [ {} ] }, "next": { "$ref": "#" } },
          "$defs": { "line": { "type": "object", "properties": { "price": { "type": "number" } }, "additionalProperties": false } } }
        """;

    [Theory]
    [InlineData("", true)]
    [InlineData("/answer", true)]
    [InlineData("/answr", false)]
    [InlineData("/answer/text", false)]
    [InlineData("/answer/0", false)]
    [InlineData("/lines/0/price", true)]
    [InlineData("/lines/0/cost", false)]
    [InlineData("/lines/first", false)]
    [InlineData("/a~1b/c/d", true)]
    [InlineData("/any/thing", true)]
    [InlineData("/next/next/answer", true)]
    [InlineData("/next/next/answr", false)]
    public void A_part_that_no_answer_has_is_told(string part, bool may) => SchemaParts.MayHave(JsonElement.Parse(Closed), part).Should().Be(may);

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{}}}""", true)]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", true)]
    [InlineData("""{"$ref":"#"}""", true)]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", false)]
    [InlineData("""{"type":"string"}""", false)]
    [InlineData("true", true)]
    public void Where_a_schema_leaves_it_open_the_part_may_be_there(string schema, bool may) => SchemaParts.MayHave(JsonElement.Parse(schema), "/answer").Should().Be(may);

    [Theory]
    [InlineData("", true)]
    [InlineData("/answer", true)]
    [InlineData("/a~1b~0", true)]
    [InlineData("/", true)]
    [InlineData("answer", false)]
    [InlineData("#/answer", false)]
    [InlineData("$.answer", false)]
    [InlineData("/a~", false)]
    [InlineData("/a~2", false)]
    public void A_pointer_is_told_from_other_paths(string text, bool isPointer) => JsonPointer.IsPointer(text).Should().Be(isPointer);
}
