using System.Text.Json;
using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

/// <summary>Validators are built with the first answer, so what passed the lint at start must never fail to build.</summary>
public sealed class SchemaGraphTests
{
    private static readonly Gen<string> Leaf = Gen.OneOf(
        "true", "false", "{}", """{"type":"string"}""", """{"const":{"a":1,"a":2}}""", """{"enum":[1,{"a":{"b":1,"b":2}}]}""", """{"enum":[1e400,"\ud83d\ude00"]}""", """{"pattern":"^a+$"}""",
        """{"$ref":"#"}""", """{"$ref":"#/properties/a"}""", """{"$ref":"#/additionalProperties"}""", """{"$ref":"#/items"}""", """{"$ref":"#/anyOf/1"}""", """{"$ref":"#/$defs/a~1b"}""",
        """{"maxLength":99999999999999}""", """{"multipleOf":0.1,"minimum":-1e20}""", """{"required":["a","a"],"dependentRequired":{"a":["b"]}}""", """{"format":"date-time"}""");

    private static readonly Gen<string> Schema = Gen.Recursive<string>((depth, inner) => depth > 3 ? Leaf : Gen.OneOf(
        Leaf,
        Gen.Select(inner, inner, (a, b) => $$"""{"properties":{"a":{{a}}},"additionalProperties":{{b}}}"""),
        Gen.Select(inner, inner, (a, b) => $$"""{"anyOf":[{{a}},{{b}}]}"""),
        Gen.Select(inner, inner, (a, b) => $$"""{"$defs":{"a/b":{{a}}},"not":{{b}}}"""),
        inner.Select(a => $$"""{"type":"array","items":{{a}}}""")));

    /// <summary>With something to refer to at the top.</summary>
    private static readonly Gen<string> Whole = Gen.OneOf(Schema, Gen.Select(Schema, Leaf, (a, b) => $$"""{"properties":{"a":{{a}}},"additionalProperties":{{b}}}"""));

    [Fact]
    public void What_passes_the_lint_can_be_built() => Whole.Sample(
        text =>
        {
            var schema = JsonElement.Parse(text);
            if (SchemaLint.Lint(schema).Count == 0)
                schema.Invoking(it => new SchemaGraph(it)).Should().NotThrow();
        },
        iter: 5_000);

    [Theory]
    [InlineData("""{"const":{"a":1,"a":2}}""", "#/const")]
    [InlineData("""{"enum":[{"a":[{"b":1,"b":2}]}]}""", "#/enum")]
    public void A_value_that_no_answer_can_equal_is_refused_by_the_lint(string schema, string place) =>
        SchemaLint.Lint(JsonElement.Parse(schema)).Should().ContainSingle().Which.ToString().Should().StartWith(place);

    [Fact]
    public void A_reference_may_lead_to_what_refuses_everything() =>
        JsonSchemaAnswerValidator.Create(JsonElement.Parse("""{"type":"object","properties":{"a":{"$ref":"#/additionalProperties"}},"additionalProperties":false}"""))
            .Invoking(it => it.Validate(new Answer("{}", JsonElement.Parse("{}")))).Should().NotThrow();
}
