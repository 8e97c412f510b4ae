using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class EnvelopeReaderTests
{
    private static readonly Gen<string> Piece = Gen.OneOf(Gen.OneOf(
        "{", "}", "[", "]", ",", ":", "\"answer\"", "\"confidence\"", "\"reason\"", "\"high\"", "\"low\"", "null", "1e999", "\\", "\"", "```", "\n", "\ud83d", "\u0000", " "), Gen.String[0, 4]);

    [Fact]
    public void No_text_makes_it_throw() =>
        Piece.Array[0, 24].Select(string.Concat).Sample(text =>
        {
            EnvelopeReader.Open(text, AnswerReading.Tolerant).Answer.Text.Should().NotBeNull();
            using var read = TolerantReader.Read(text);
            if (read.IsJson)
                EnvelopeReader.Open(read, _ => []).Answer.Text.Should().NotBeNull();
        }, iter: 20_000);

    [Theory]
    [InlineData("""{"answer":"a","confidence":"high","reason":"r"}""", "a", ConfidenceLevel.High)]
    [InlineData("""{"reason":"r","confidence":"low","answer":"a"}""", "a", ConfidenceLevel.Low)]
    [InlineData("""{"answer":"a","confidence":"medium","notes":"more"}""", "a", ConfidenceLevel.Medium)]
    [InlineData("""{"answer":{"b":1},"confidence":"high"}""", """{"b":1}""", ConfidenceLevel.High)]
    [InlineData("""{"answer":"a","confidence":"HIGH"}""", "a", ConfidenceLevel.High)]
    [InlineData("""{"answer":"a","confidence":"higher"}""", "a", null)]
    [InlineData("""{"Answer":"a","confidence":"high","x":1}""", """{"Answer":"a","confidence":"high","x":1}""", null)]
    [InlineData("""{"answer":"a","x":1}""", """{"answer":"a","x":1}""", null)]
    [InlineData("""{"answer":null,"confidence":"high"}""", "", ConfidenceLevel.High)]
    [InlineData(" ```json\n{\"answer\":\"a\",\"confidence\":\"high\"}\n``` ", "a", ConfidenceLevel.High)]
    [InlineData("Say:\n```json\n{\"answer\": 5}\n```", "Say:\n```json\n{\"answer\": 5}\n```", null)]
    [InlineData("```json\n{\"answer\": 5}\n```\nis how.", "```json\n{\"answer\": 5}\n```\nis how.", null)]
    public void A_text_comes_out_of_what_is_an_envelope(string said, string text, ConfidenceLevel? level)
    {
        var opened = EnvelopeReader.Open(said, AnswerReading.Strict);

        (opened.Answer.Text, opened.Confidence, opened.Violations.Count).Should().Be((text, level, 0));
    }

    [Fact]
    public void Tolerant_reading_takes_no_sample_out_of_prose_either()
    {
        const string Said = """Send {"confidence": "high",} with it.""";

        var opened = EnvelopeReader.Open(Said, AnswerReading.Tolerant);

        (opened.Answer.Text, opened.Violations.Count).Should().Be((Said, 0));
    }

    [Fact]
    public void What_breaks_the_schema_both_ways_is_reported_as_the_answer_inside()
    {
        using var read = AnswerReader.Read("""{"answer":5,"confidence":"high"}""");

        var opened = EnvelopeReader.Open(read, answer => [new AnswerViolation("", answer.Text)]);

        opened.Violations.Should().ContainSingle().Which.Rule.Should().Be("5");
    }
}
