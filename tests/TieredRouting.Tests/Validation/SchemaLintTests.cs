using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class SchemaLintTests
{
    private static IReadOnlyList<SchemaLintError> Lint(string schema) => SchemaLint.Lint(JsonDocument.Parse(schema).RootElement);

    [Theory]
    [InlineData("""{"properties":{"a":{"if":{}}}}""", "/properties/a/if", "if")]
    [InlineData("""{"then":{}}""", "/then", "then")]
    [InlineData("""{"else":{}}""", "/else", "else")]
    [InlineData("""{"items":{"contains":{}}}""", "/items/contains", "contains")]
    [InlineData("""{"minContains":1}""", "/minContains", "minContains")]
    [InlineData("""{"maxContains":1}""", "/maxContains", "maxContains")]
    [InlineData("""{"propertyNames":{}}""", "/propertyNames", "propertyNames")]
    [InlineData("""{"patternProperties":{"^(a+)+$":{}}}""", "/patternProperties", "patternProperties")]
    [InlineData("""{"dependencies":{}}""", "/dependencies", "dependencies")]
    [InlineData("""{"dependentSchemas":{}}""", "/dependentSchemas", "dependentSchemas")]
    [InlineData("""{"prefixItems":[{}]}""", "/prefixItems", "prefixItems")]
    [InlineData("""{"items":[{}]}""", "/items", "items")]
    [InlineData("""{"additionalItems":false}""", "/additionalItems", "additionalItems")]
    [InlineData("""{"unevaluatedProperties":false}""", "/unevaluatedProperties", "unevaluatedProperties")]
    [InlineData("""{"unevaluatedItems":false}""", "/unevaluatedItems", "unevaluatedItems")]
    [InlineData("""{"$defs":{"a~/b":{"$anchor":"x"}}}""", "/$defs/a~0~1b/$anchor", "$anchor")]
    [InlineData("""{"anyOf":[{},{"nullable":true}]}""", "/anyOf/1/nullable", "nullable")]
    [InlineData("""{"maxlength":5}""", "/maxlength", "maxlength")]
    [InlineData("""{"format":"color"}""", "/format", "format")]
    [InlineData("""{"items":{"$id":"x"}}""", "/items/$id", "$id")]
    [InlineData("""{"$schema":"https://example.com/own"}""", "/$schema", "$schema")]
    [InlineData("""{"$ref":"#/$defs/a","minLength":1,"$defs":{"a":{}}}""", "/minLength", "minLength")]
    public void A_keyword_that_would_be_ignored_or_misjudged_is_refused_by_name_and_pointer(string schema, string place, string keyword)
    {
        var error = Lint(schema).Should().ContainSingle().Subject;

        error.Pointer.Should().Be(place);
        error.Keyword.Should().Be(keyword);
        error.Reason.Should().Contain(keyword);
    }

    [Theory]
    [InlineData("""{"type":"strin"}""")]
    [InlineData("""{"type":["string","string"]}""")]
    [InlineData("""{"type":[]}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"required":"a"}""")]
    [InlineData("""{"required":[1]}""")]
    [InlineData("""{"enum":[]}""")]
    [InlineData("""{"enum":"a"}""")]
    [InlineData("""{"minimum":"1"}""")]
    [InlineData("""{"minimum":1e300}""")]
    [InlineData("""{"exclusiveMinimum":true}""")]
    [InlineData("""{"multipleOf":0}""")]
    [InlineData("""{"minLength":-1}""")]
    [InlineData("""{"minLength":1.5}""")]
    [InlineData("""{"uniqueItems":"yes"}""")]
    [InlineData("""{"properties":[]}""")]
    [InlineData("""{"properties":{"a":1}}""")]
    [InlineData("""{"items":null}""")]
    [InlineData("""{"anyOf":[]}""")]
    [InlineData("""{"anyOf":{}}""")]
    [InlineData("""{"not":3}""")]
    [InlineData("""{"additionalProperties":"no"}""")]
    [InlineData("""{"dependentRequired":{"a":"b"}}""")]
    [InlineData("""{"pattern":"("}""")]
    [InlineData("""{"type":"string","type":"string"}""")]
    [InlineData("""{"$ref":7}""")]
    [InlineData("[]")]
    [InlineData("\"a\"")]
    public void A_value_of_the_wrong_kind_is_refused(string schema) => Lint(schema).Should().ContainSingle();

    [Theory]
    [InlineData("""{"$ref":"https://example.com/schema"}""")]
    [InlineData("""{"$ref":"other.json#/a"}""")]
    [InlineData("""{"$ref":"#anchor"}""")]
    [InlineData("""{"$ref":"#/$defs/missing"}""")]
    [InlineData("""{"$ref":"#/enum/0","enum":[{}]}""")]
    public void A_reference_that_does_not_lead_to_a_schema_of_the_document_is_refused(string schema) =>
        Lint(schema).Should().Contain(error => error.Pointer == "/$ref");

    [Theory]
    [InlineData("""{"$ref":"#"}""")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""")]
    [InlineData("""{"$defs":{"a":{"$ref":"#/$defs/b"},"b":{"anyOf":[{"$ref":"#/$defs/a"}]}}}""")]
    [InlineData("""{"not":{"$ref":"#"}}""")]
    public void A_reference_that_never_consumes_anything_is_refused(string schema) =>
        Lint(schema).Should().NotBeEmpty().And.OnlyContain(error => error.Reason.Contains("leads back to itself"));

    [Theory]
    [InlineData("""{"properties":{"next":{"$ref":"#"}}}""")]
    [InlineData("""{"$ref":"#/$defs/a","description":"beside","$defs":{"a":{"items":{"$ref":"#/$defs/a"}}}}""")]
    [InlineData("""{"title":"t","description":"d","default":1,"examples":[1],"$comment":"c","deprecated":true,"readOnly":true,"writeOnly":true,"x-own":{}}""")]
    [InlineData("""{"$schema":"https://json-schema.org/draft/2020-12/schema","$id":"https://example.com/s","type":"object"}""")]
    [InlineData("""{"default":{"$ref":"nowhere"},"enum":[{"$ref":"nowhere"}],"const":{"if":1}}""")]
    [InlineData("""{"properties":{"if":{"type":"string"},"$ref":true}}""")]
    [InlineData("true")]
    [InlineData("false")]
    public void A_schema_of_kept_keywords_and_annotations_is_clean(string schema) => Lint(schema).Should().BeEmpty();

    [Fact]
    public void All_errors_are_told_at_once_in_the_order_of_their_pointers() =>
        Lint("""{"type":"strin","properties":{"b":{"if":{}},"a":{"contains":{}}},"$ref2":1}""").Select(error => error.Pointer)
            .Should().Equal("/$ref2", "/properties/a/contains", "/properties/b/if", "/type");

    [Fact]
    public void A_schema_that_is_too_deep_is_refused()
    {
        var schema = string.Concat(Enumerable.Repeat("{\"not\":", 70)) + "{}" + new string('}', 70);

        SchemaLint.Lint(JsonDocument.Parse(schema, new JsonDocumentOptions { MaxDepth = 200 }).RootElement)
            .Should().ContainSingle().Which.Reason.Should().Contain("nested deeper");
    }

    [Fact]
    public void What_is_no_json_at_all_is_refused() => SchemaLint.Lint(default).Should().ContainSingle();

    [Fact]
    public void A_half_surrogate_in_a_schema_is_refused() => Lint("""{"const":"\ud800"}""").Should().ContainSingle();
}
