using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class JsonSchemaAnswerValidatorTests
{
    private const string Canary = "canary-7f3a";

    private static JsonSchemaAnswerValidator ValidatorOf(string schema) => JsonSchemaAnswerValidator.Create(JsonDocument.Parse(schema).RootElement);

    private static IReadOnlyList<AnswerViolation> Violations(string schema, string json) =>
        ValidatorOf(schema).Validate(new Answer(json, JsonDocument.Parse(json).RootElement));

    [Theory]
    [InlineData("""{"const":1}""", "1.0", true)]
    [InlineData("""{"const":1}""", "\"1\"", false)]
    [InlineData("""{"const":{"a":1,"b":[2]}}""", """{"b":[2.0],"a":1}""", true)]
    [InlineData("""{"const":null}""", "null", true)]
    [InlineData("""{"const":false}""", "0", false)]
    [InlineData("""{"enum":["2024-05-01T10:00:00Z"]}""", "\"2024-05-01T10:00:00Z\"", true)]
    [InlineData("""{"enum":["2024-05-01"]}""", "\"2024-05-02\"", false)]
    [InlineData("""{"enum":[1,"a",null]}""", "\"1\"", false)]
    [InlineData("""{"type":["string","null"],"enum":["a"]}""", "null", false)]
    [InlineData("""{"enum":[true]}""", "\"True\"", false)]
    public void Enum_and_const_compare_values_and_not_texts(string schema, string json, bool valid) => Judge(schema, json, valid);

    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1e2", true)]
    [InlineData("""{"type":"integer"}""", "1e300", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":["integer","null"]}""", "null", true)]
    [InlineData("""{"type":"number","minimum":0.1}""", "0.1", true)]
    [InlineData("""{"exclusiveMinimum":5}""", "5", false)]
    [InlineData("""{"exclusiveMaximum":5.5}""", "5.49", true)]
    [InlineData("""{"maximum":100}""", "1e400", false)]
    [InlineData("""{"multipleOf":0.01}""", "19.99", true)]
    [InlineData("""{"multipleOf":0.01}""", "19.999", false)]
    [InlineData("""{"type":"number"}""", "\"1\"", false)]
    public void Numbers_are_compared_exactly(string schema, string json, bool valid) => Judge(schema, json, valid);

    [Theory]
    [InlineData("""{"maxLength":1}""", "\"😀\"", true)]
    [InlineData("""{"minLength":2}""", "\"😀\"", false)]
    [InlineData("""{"pattern":"^a$"}""", "\"a\\n\"", false)]
    [InlineData("""{"pattern":"^(a+)+$"}""", "\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\"", false)]
    [InlineData("""{"type":"string","pattern":"^\\d{4}$"}""", "\"2024\"", true)]
    [InlineData("""{"minLength":3}""", "1", true)]
    public void Lengths_count_code_points_and_patterns_are_ecma(string schema, string json, bool valid) => Judge(schema, json, valid);

    [Theory]
    [InlineData("date-time", "2024-05-01T10:00:00Z", "2024-05-01T10:00:00")]
    [InlineData("date-time", "2024-05-01t10:00:00.123+02:00", "2024-05-01")]
    [InlineData("date", "2024-02-29", "2023-02-29")]
    [InlineData("time", "23:59:60Z", "12:00:60Z")]
    [InlineData("email", "jane@contoso.com", "jane")]
    [InlineData("uuid", "3f2504e0-4f89-11d3-9a0c-0305e82c3301", "{3f2504e0-4f89-11d3-9a0c-0305e82c3301}")]
    [InlineData("uri", "https://example.com/a?b#c", "/relative")]
    [InlineData("ipv4", "127.0.0.1", "127.1")]
    [InlineData("ipv6", "::1", "[::1]")]
    public void Formats_are_checked(string format, string valid, string invalid)
    {
        Judge($$"""{"format":"{{format}}"}""", $"\"{valid}\"", true);
        Judge($$"""{"format":"{{format}}"}""", $"\"{invalid}\"", false);
        Judge($$"""{"format":"{{format}}"}""", "12", true);
    }

    [Theory]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":2},{"b":2,"a":1}]""", false)]
    [InlineData("""{"uniqueItems":true}""", """[1,"1",true,null,[1],{"a":1}]""", true)]
    [InlineData("""{"maxItems":0}""", "[1]", false)]
    [InlineData("""{"maxProperties":0}""", """{"a":1}""", false)]
    [InlineData("""{"items":{"type":"string"}}""", """["a",1]""", false)]
    [InlineData("""{"items":false}""", "[]", true)]
    [InlineData("""{"items":false}""", "[1]", false)]
    [InlineData("""{"properties":{"a":false}}""", """{"a":1}""", false)]
    [InlineData("""{"properties":{"a":true}}""", """{"a":1}""", true)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"k":1}""", true)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"k":"v"}""", false)]
    [InlineData("""{"required":["a"]}""", "\"no object\"", true)]
    [InlineData("""{"required":["a"],"anyOf":[{}]}""", "\"no object\"", true)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"]}""", """{"a":null}""", false)]
    [InlineData("""{"properties":{"a.b":{"type":"string"}}}""", """{"a.b":1}""", false)]
    [InlineData("false", "1", false)]
    [InlineData("true", "1", true)]
    public void Structures_are_walked(string schema, string json, bool valid) => Judge(schema, json, valid);

    [Theory]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"null"}]}""", "1", false)]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":2}]}""", "3", false)]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", false)]
    [InlineData("""{"minimum":5,"allOf":[{"$ref":"#/$defs/n"}],"$defs":{"n":{"type":"integer"}}}""", "3", false)]
    [InlineData("""{"anyOf":[{"$ref":"#/$defs/n"},{"$ref":"#/$defs/n"}],"$defs":{"n":{"type":"integer"}}}""", "3", true)]
    [InlineData("""{"$ref":"#/definitions/a%25b~1c","definitions":{"a%b/c":{"$ref":"#/definitions/n"},"n":{"const":1}}}""", "2", false)]
    [InlineData("""{"properties":{"next":{"$ref":"#"},"v":{"type":"integer"}}}""", """{"next":{"next":{"v":"1"}}}""", false)]
    public void References_and_combinations_hold(string schema, string json, bool valid) => Judge(schema, json, valid);

    [Theory]
    [InlineData("""{"type":"integer"}""", "\"x\"", "", "expected integer")]
    [InlineData("""{"type":["string","null"]}""", "1", "", "expected string or null")]
    [InlineData("""{"required":["company"]}""", "{}", "", "required property \"company\" is missing")]
    [InlineData("""{"properties":{"a/b~c":{"items":{"enum":[1]}}}}""", """{"a/b~c":[1,2]}""", "/a~1b~0c/1", "must be one of the enum values")]
    [InlineData("""{"properties":{"a":{"additionalProperties":false}}}""", """{"a":{"x":1,"y":2}}""", "/a", "has a property the schema does not allow")]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"secret":"x"}""", "/*", "expected integer")]
    [InlineData("""{"items":{"anyOf":[{"type":"string"},{"type":"null"}]}}""", "[1]", "/0", "must match at least one of the anyOf alternatives")]
    [InlineData("""{"oneOf":[{},{}]}""", "1", "", "must match exactly one of the oneOf alternatives")]
    [InlineData("""{"allOf":[{"minLength":3}]}""", "\"a\"", "", "must have at least 3 characters")]
    public void A_violation_names_the_place_and_the_rule(string schema, string json, string path, string rule) =>
        Violations(schema, json).Should().Equal(new AnswerViolation(path, rule));

    [Fact]
    public void A_violation_never_holds_what_the_answer_says()
    {
        const string Schema = """{"properties":{"a":{"type":"integer"},"b":{"enum":["x"]},"c":{"pattern":"^x$","format":"uuid","maxLength":1},"d":{"anyOf":[{"const":1}]},"e":{"additionalProperties":{"type":"null"}}},"additionalProperties":false,"required":["z"]}""";
        var json = $$$"""{"a":"{{{Canary}}}","b":"{{{Canary}}}","c":"{{{Canary}}}","d":"{{{Canary}}}","e":{"{{{Canary}}}":1},"{{{Canary}}}":1}""";

        var violations = Violations(Schema, json);

        violations.Should().HaveCountGreaterThan(7);
        violations.Should().OnlyContain(violation => !violation.ToString().Contains("canary"));
    }

    [Fact]
    public void At_most_sixteen_violations_are_told() =>
        Violations("""{"items":{"type":"string"}}""", JsonSerializer.Serialize(Enumerable.Range(0, 100))).Should().HaveCount(16);

    [Fact]
    public void An_answer_without_json_is_a_violation() => ValidatorOf("{}").Validate(new Answer("prose")).Should().ContainSingle();

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""{"a":"\ud800"}""")]
    public void Json_that_is_not_strict_is_a_violation_and_no_exception(string json) => Violations("{}", json).Should().ContainSingle();

    [Fact]
    public void A_schema_that_the_lint_refuses_has_no_validator() =>
        FluentActions.Invoking(() => ValidatorOf("""{"properties":{"a":{"if":{}}}}""")).Should().Throw<ArgumentException>().WithMessage("*/properties/a/if*");

    [Fact]
    public void One_validator_serves_many_threads()
    {
        var validator = ValidatorOf("""{"type":"array","items":{"anyOf":[{"type":"integer"},{"$ref":"#"}]}}""");
        var answer = new Answer("", JsonDocument.Parse("[1,[2,[\"x\"]]]").RootElement);

        Enumerable.Range(0, 1000).AsParallel().Select(_ => validator.Validate(answer).Count).Should().OnlyContain(count => count == 1);
    }

    private static void Judge(string schema, string json, bool valid) => (Violations(schema, json).Count == 0).Should().Be(valid);
}
