using System.Text;
using System.Text.Json;
using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class AnswerWatchTests
{
    private const string Lead = """
        {"type":"object","additionalProperties":false,"required":["company"],"properties":{
          "company":{"type":"string"},"seats":{"type":["integer","null"]},"level":{"enum":["low","high"]},
          "tags":{"type":"array","maxItems":2,"items":{"type":"string"}},"parent":{"$ref":"#"},"free":{"type":"object"},"either":{"anyOf":[{"type":"string"},{"type":"null"}]}}}
        """;

    private static readonly SchemaShape Shape = SchemaShapes.Of(JsonElement.Parse(Lead));

    [Theory]
    [InlineData("""{"price":""", "property")]
    [InlineData("""  {"company":"Acme","price" :""", "property")]
    [InlineData("""{"company":5,""", "type")]
    [InlineData("""{"company":[""", "type")]
    [InlineData("""{"company":{""", "type")]
    [InlineData("{\"seats\":\"", "type")]
    [InlineData("""{"seats":true}""", "type")]
    [InlineData("""{"level":"medium""" + "\"", "allowed values")]
    [InlineData("""{"level":1,""", "type")]
    [InlineData("{\"tags\":[\"a\",\"b\",\"", "too many")]
    [InlineData("""{"tags":["a",5 """, "type")]
    [InlineData("""{"company":"a","company":""", "duplicate")]
    [InlineData("""{"seats":1}""", "missing")]
    [InlineData("""{"parent":{"parent":{"price":""", "property")]
    [InlineData("[\"", "type")]
    [InlineData("""[{""", "type")]
    [InlineData("So:\n```json\n{\"price\":", "property")]
    [InlineData("```\n[\"", "type")]
    public void What_can_no_longer_keep_its_schema_is_told_at_once(string text, string rule)
    {
        foreach (var chunk in new[] { 1, 3, text.Length })
            Watch(Shape, AnswerReading.Strict, text, chunk).Should().Contain(rule);
        Watch(Shape, AnswerReading.Strict, text[..^1], 1).Should().BeNull("and no sooner");
    }

    [Theory]
    [InlineData("")]
    [InlineData("I think that {\"price\":1} is wrong")]
    [InlineData("[1] says: ")]
    [InlineData("[Note] {\"price\":1}")]
    [InlineData("{company}: \"price\":")]
    [InlineData("\"price\": {\"price\":")]
    [InlineData("5 {\"price\":1")]
    [InlineData("{\"free\":{\"price\":1,\"b\":[1,2,3]},\"either\":5,\"com\\u0070any\":5")]
    [InlineData("{\"company\":\"a\"} and {\"price\":1}")]
    [InlineData("```json\n\"a\"\n```")]
    [InlineData("`{\"price\":1}`")]
    public void What_may_be_prose_or_another_answer_is_never_stopped(string text) =>
        Watch(Shape, AnswerReading.Strict, text, 1).Should().BeNull();

    [Fact]
    public void What_is_nested_too_deep_is_told_at_once()
    {
        var shape = SchemaShapes.Of(JsonElement.Parse("""{"type":"array"}"""));

        Watch(shape, AnswerReading.Strict, new string('[', 64), 1).Should().BeNull();
        Watch(shape, AnswerReading.Strict, new string('[', 65), 1).Should().Contain("deep");
    }

    [Fact]
    public void In_an_envelope_the_answer_alone_is_looked_at()
    {
        var shape = Shape.Enveloped()!;

        Watch(shape, AnswerReading.Strict, """{"mood":1,"answer":{"company":"a"},"confidence":7}""", 1).Should().BeNull();
        Watch(shape, AnswerReading.Strict, """{"answer":{"price":1""", 1).Should().Contain("property");
        SchemaShapes.Of(JsonElement.Parse("""{"type":"object"}""")).Enveloped().Should().BeNull("the schema may have an answer of its own");
    }

    [Fact]
    public void Before_a_block_tolerant_reading_may_find_the_answer_and_nothing_is_stopped()
    {
        const string Text = "See {this}:\n```json\n{\"price\":1}";

        Watch(Shape, AnswerReading.Strict, Text, 1).Should().Contain("property");
        Watch(Shape, AnswerReading.Tolerant, Text, 1).Should().BeNull();
    }

    /// <summary>No answer that would have been accepted is stopped at any of its prefixes, however it is dressed up and cut.</summary>
    [Fact]
    public void Nothing_that_could_still_be_accepted_is_ever_stopped() =>
        Gen.Select(Typed.Documents, Dresses, Gen.Int[1, 7]).Sample(
            (document, dress, chunk) =>
            {
                var text = dress.Around(document.Text);
                IsAccepted(document.Schema, dress.Reading, text).Should().BeTrue(text);
                Watch(SchemaShapes.Of(document.Schema), dress.Reading, text, chunk).Should().BeNull(text);
            },
            iter: 2_000);

    /// <summary>And what is stopped would not have been accepted, whatever it looks like.</summary>
    [Fact]
    public void Nothing_that_is_stopped_would_have_been_accepted() =>
        Gen.Select(Typed.Documents, Typed.Documents, Dresses, Gen.Int[0, 200], Gen.Char["{}[]\",:1tn`\n\\a"], Gen.Bool).Sample(
            (document, other, dress, place, put, mutates) =>
            {
                // The schema of one and the text of another: that is often wrong, and sometimes right.
                var text = dress.Around(mutates ? Put(document.Text, place, put) : other.Text);
                if (Watch(SchemaShapes.Of(document.Schema), dress.Reading, text, 5) is not null)
                    IsAccepted(document.Schema, dress.Reading, text).Should().BeFalse(text);
            },
            iter: 5_000);

    [Fact]
    public void A_long_answer_is_read_once()
    {
        var shape = SchemaShapes.Of(JsonElement.Parse("""{"type":"object","properties":{"text":{"type":"string"}}}"""));
        var watch = new AnswerWatch(shape, AnswerReading.Strict);
        watch.Take("{\"text\":\"");
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var piece = 0; piece < 10_000; piece++)
            watch.Take("some words \\n and more");

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_024, "what need not be compared is not kept");
    }

    private static readonly Gen<Dress> Dresses = Gen.OneOf(
        new Dress("", "", AnswerReading.Strict),
        new(" \n", "\n", AnswerReading.Strict),
        new("```json\n", "\n```", AnswerReading.Strict),
        new("Here it is, {as asked}:\n\n```\n", "\n```\nI hope [this] helps.", AnswerReading.Strict),
        new("5 of them:\n````json\n", "\n````", AnswerReading.Strict),
        new("Here it is: ", "\nDone.", AnswerReading.Tolerant),
        new("Here it is:\n```json\n", "", AnswerReading.Tolerant),
        new("Here it is:\n```json\nSo: ", "\n```", AnswerReading.Tolerant),
        new("", " and that is all", AnswerReading.Tolerant));

    private static string? Watch(SchemaShape shape, AnswerReading reading, string text, int chunk)
    {
        var watch = new AnswerWatch(shape, reading);
        string? broken = null;
        for (var at = 0; at < text.Length && broken is null; at += chunk)
            broken = watch.Take(text.AsSpan(at, Math.Min(chunk, text.Length - at)));
        return broken;
    }

    private static bool IsAccepted(JsonElement schema, AnswerReading reading, string text)
    {
        using var read = AnswerReader.Read(text, reading);
        return read.IsJson
            && JsonSchemaAnswerValidator.Create(schema).Validate(new Answer(read.Json, read.Document.RootElement)).Count == 0;
    }

    private static string Put(string text, int place, char put)
    {
        var at = place % (text.Length + 1);
        return new StringBuilder(text).Insert(at, put).ToString();
    }

    private sealed record Dress(string Before, string After, AnswerReading Reading)
    {
        public string Around(string json) => Before + json + After;
    }

    /// <summary>A schema, and an answer that keeps it.</summary>
    private sealed record Typed(JsonElement Schema, string Text)
    {
        public static readonly Gen<Typed> Documents = Gen.Int[0, 2].SelectMany(depth => Gen.OneOf(Objects(depth), Lists(depth)));

        private static readonly Gen<Typed> Scalars = Gen.OneOf(
            Gen.OneOf("a", "b c", "{x}", "[y]", "\\\"z\\\"", "é\\n", "``").Select(text => Of("""{"type":"string"}""", $"\"{text}\"")),
            Gen.OneOf("low", "high").Select(text => Of("""{"enum":["low","high"]}""", $"\"{text}\"")),
            Gen.OneOf("0", "-1", "12", "1.0", "1e2").Select(number => Of("""{"type":"integer"}""", number)),
            Gen.OneOf("1.5", "-2E-3", "7").Select(number => Of("""{"type":"number"}""", number)),
            Gen.OneOf("true", "false").Select(truth => Of("""{"type":"boolean"}""", truth)),
            Gen.OneOf("null", "\"x\"").Select(text => Of("""{"type":["string","null"]}""", text)),
            Gen.OneOf("null", "5").Select(text => Of("""{"anyOf":[{"type":"integer"},{"type":"null"}]}""", text)));

        private static Gen<Typed> Values(int depth) => depth <= 0 ? Scalars : Gen.OneOf(Scalars, Objects(depth), Lists(depth));

        private static Gen<Typed> Objects(int depth) => Gen.Select(Values(depth - 1).List[0, 3], Gen.Bool, Gen.OneOf("", " ", "\n  "), (members, closed, space) => Of(
            $$$"""{"type":"object","additionalProperties":{{{(closed ? "false" : "true")}}},"required":[{{{(members.Count > 0 ? "\"m0\"" : "")}}}],"properties":{ {{{string.Join(',', members.Select((member, at) => $"\"m{at}\":{member.Schema.GetRawText()}"))}}} }}""",
            "{" + string.Join(',', members.Select((member, at) => $"{space}\"m{at}\"{space}:{space}{member.Text}{space}")) + (closed ? "" : $"{(members.Count > 0 ? "," : "")}\"more\":[1,{{}}]") + "}"));

        private static Gen<Typed> Lists(int depth) => Gen.Select(Values(depth - 1), Gen.Int[0, 3], (item, count) => Of(
            $$"""{"type":"array","maxItems":{{count}},"items":{{item.Schema.GetRawText()}}}""",
            "[" + string.Join(", ", Enumerable.Repeat(item.Text, count)) + "]"));

        private static Typed Of(string schema, string text) => new(JsonElement.Parse(schema), text);
    }
}
