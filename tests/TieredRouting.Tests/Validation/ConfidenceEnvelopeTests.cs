using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class ConfidenceEnvelopeTests
{
    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#/$defs/x"}},"$defs":{"x":{"type":"array","items":{"$ref":"#"}}}}""", """{"a":[{"a":[]}]}""", """{"a":[{"a":5}]}""")]
    [InlineData("""{"$schema":"http://json-schema.org/draft-07/schema#","type":"integer"}""", "5", "\"5\"")]
    [InlineData("""{"$ref":"#/definitions/n","definitions":{"n":{"type":"integer"}}}""", "5", "\"5\"")]
    [InlineData("""{"$id":"https://example.com/a","enum":[{"$ref":"#/kept"}]}""", """{"$ref":"#/kept"}""", """{"$ref":"#/properties/answer/kept"}""")]
    [InlineData("false", null, "5")]
    [InlineData("true", "5", null)]
    public void The_envelope_means_what_the_schema_means(string schema, string? valid, string? invalid)
    {
        var envelope = ConfidenceEnvelope.Around(JsonElement.Parse(schema));

        SchemaLint.Lint(envelope).Should().BeEmpty();
        var validator = JsonSchemaAnswerValidator.Create(envelope);
        if (valid is not null)
            validator.Validate(Wrapped(valid)).Should().BeEmpty();
        if (invalid is not null)
            validator.Validate(Wrapped(invalid)).Should().NotBeEmpty();
    }

    [Fact]
    public void Without_a_schema_the_answer_is_a_text()
    {
        var validator = JsonSchemaAnswerValidator.Create(ConfidenceEnvelope.Around(schema: null));

        validator.Validate(Wrapped("\"text\"")).Should().BeEmpty();
        validator.Validate(Wrapped("5")).Should().NotBeEmpty();
    }

    [Fact]
    public void The_schema_itself_stays_as_it_is()
    {
        var schema = JsonElement.Parse("""{"$ref":"#/$defs/a","$defs":{"a":{}}}""");

        ConfidenceEnvelope.Around(schema);

        schema.GetProperty("$ref").GetString().Should().Be("#/$defs/a");
    }

    [Fact]
    public void What_it_adds_to_a_prompt_is_no_more_than_is_counted() =>
        (ConfidenceEnvelope.Around(JsonElement.Parse("{}")).GetRawText().Length / 4).Should().BeInRange(40, ConfidenceCheck.EnvelopeTokens);

    private static Answer Wrapped(string answer)
    {
        var text = $$"""{"answer":{{answer}},"confidence":"high","reason":"r"}""";
        return new Answer(text, JsonElement.Parse(text));
    }
}
