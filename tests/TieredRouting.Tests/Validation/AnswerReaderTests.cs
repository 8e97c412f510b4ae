using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class AnswerReaderTests
{
    private const string Canary = "canary-7f3a";

    private static string? JsonOf(string text)
    {
        using var reading = AnswerReader.Read(text);
        return reading.Json;
    }

    private static string RuleOf(string text)
    {
        using var reading = AnswerReader.Read(text);
        reading.IsJson.Should().BeFalse();
        return reading.Violation!.Rule;
    }

    [Theory]
    [InlineData("{\"a\":1}", "{\"a\":1}")]
    [InlineData(" \n{\"a\":1}\r\n", "{\"a\":1}")]
    [InlineData("12", "12")]
    [InlineData("null", "null")]
    [InlineData("\"text with ``` in it\"", "\"text with ``` in it\"")]
    public void Takes_the_whole_trimmed_text_where_it_is_json(string text, string json) => JsonOf(text).Should().Be(json);

    [Fact]
    public void Keeps_the_same_string_where_nothing_was_trimmed()
    {
        const string Text = "{\"a\":[1,2,3]}";

        JsonOf(Text).Should().BeSameAs(Text);
    }

    [Theory]
    [InlineData("```json\n{\"a\":1}\n```")]
    [InlineData("```\n{\"a\":1}\n```")]
    [InlineData("```JSON5 whatever\r\n{\"a\":1}\r\n```\r\n")]
    [InlineData("Here you are:\n\n```json\n  {\"a\":1}  \n```\nAnything else?")]
    [InlineData("````\n{\"a\":1}\n````")]
    [InlineData("{as asked}\n```json\n{\"a\":1}\n```")]
    [InlineData("As [\"asked]:\n```json\n{\"a\":1}\n```")]
    [InlineData("I call it {\"lead\": \"x} as asked.\n```json\n{\"a\":1}\n```")]
    public void Takes_the_only_fenced_block_with_prose_around_it(string text) => JsonOf(text).Should().Be("{\"a\":1}");

    [Fact]
    public void Backticks_inside_a_json_string_do_not_end_the_block() =>
        JsonOf("Done:\n```json\n{\"code\":\"```cs\\nx\\n```\"}\n```").Should().Be("{\"code\":\"```cs\\nx\\n```\"}");

    [Theory]
    [InlineData("{\"code\":\"run\n```json\n{\"a\":1}\n```\n\"}")]
    [InlineData("{\"code\":\"run\n```\n{}\n```\n\"}")]
    [InlineData("[1,\"\n```\n{}\n```\n\",]")]
    [InlineData("Here you are: {\"code\":\"run\n```\n{}\n```\n\"}")]
    [InlineData("As in [1]: {\"code\":\"run\n  ```\n{}\n```\n\"} and so on")]
    public void A_fence_inside_a_json_string_with_raw_line_breaks_is_no_fence(string text) => JsonOf(text).Should().BeNull();

    [Theory]
    [InlineData("{\"a\":\"b\"} would do, but:\n```json\n{\"a\":1}\n```")]
    [InlineData("{\"a\":\"use ``` here\"} would do, but:\n```json\n{\"a\":1}\n```")]
    [InlineData("It takes [1, 2] {or 3}:\n```json\n{\"a\":1}\n```")]
    [InlineData("12 of them\n```json\n{\"a\":1}\n```")]
    public void A_fence_after_json_is_a_fence(string text) => JsonOf(text).Should().Be("{\"a\":1}");

    [Theory]
    [InlineData("```json\n{}\n```\n```json\n{}\n```")]
    [InlineData("```json\n{}\n```\nor\n```json\n{\"a\":")]
    public void Two_fences_fail_even_where_one_would_do(string text) => RuleOf(text).Should().Be("the answer has two fenced blocks");

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("I am afraid I cannot do that.")]
    [InlineData("Sure: {\"a\":1}")]
    [InlineData("{\"a\":1} and that is all")]
    [InlineData("{\"a\":1}{\"a\":1}")]
    [InlineData("{'a':1}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{\"a\":1 /* why */}")]
    [InlineData("// why\n{\"a\":1}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("NaN")]
    [InlineData("{\"a\":0x10}")]
    [InlineData("{\"a\":1\0}")]
    [InlineData("\uFEFF{\"a\":1}")]
    [InlineData("```json\n{\"a\":1}")]
    [InlineData("```json\n{\"a\":1,}\n```")]
    public void What_is_not_strict_json_fails(string text) => RuleOf(text).Should().StartWith("the answer is ");

    [Fact]
    public void A_duplicate_property_fails()
    {
        RuleOf("{\"a\":1,\"a\":2}").Should().Be("the answer has a duplicate property");
        RuleOf("```\n{\"b\":{\"a\":1,\"\\u0061\":2}}\n```").Should().Be("the answer has a duplicate property");
    }

    [Fact]
    public void Sixty_four_levels_are_read_and_one_more_is_not()
    {
        JsonOf(Nested(64)).Should().NotBeNull();
        RuleOf(Nested(65)).Should().Be("the answer is nested deeper than 64");
        RuleOf(Nested(500)).Should().Be("the answer is nested deeper than 64");
        RuleOf(new string('[', 1_000_000)).Should().StartWith("the answer is not JSON");
        RuleOf(Nested(1_000_000)).Should().Be("the answer is nested deeper than 64");
    }

    [Fact]
    public void What_is_larger_than_the_limit_is_not_parsed() =>
        RuleOf($"\"{new string('a', 5_000_000)}\"").Should().Be("the answer is larger than 4194304 characters");

    [Theory]
    [InlineData(@"{""a"":""\ud800""}")]
    [InlineData(@"{""\uDC00"":1}")]
    [InlineData(@"{""\uDC00"":1,""\uDC01"":1}")]
    public void Half_of_a_surrogate_pair_fails_when_it_is_escaped(string text) => RuleOf(text).Should().Contain("Unicode");

    [Fact]
    public void Half_of_a_surrogate_pair_fails_when_it_is_raw() => RuleOf("\"" + '\uD800' + "\"").Should().Contain("Unicode");

    [Fact]
    public void A_whole_surrogate_pair_is_read() => JsonOf(@"""\ud83d\ude00""").Should().NotBeNull();

    [Fact]
    public void A_violation_never_quotes_the_answer()
    {
        string[] texts = [$"{{\"{Canary}\":1,\"{Canary}\":2}}", $"{{\"a\":{Canary}}}", Canary, $"```\n{Canary}\n```", $"{{\"a\":\"{Canary}\\ud800\"}}"];

        texts.Select(RuleOf).Should().OnlyContain(rule => !rule.Contains("canary"));
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        string[] pieces = ["{", "}", "[", "]", "\"", ":", ",", "```", "```json", "\n", "\\ud800", "\ud800", "\udc00", "\\", "\0", "1e999", "-", "null", "tru", "NaN", " ", "\uFEFF", "a", "é", "/*", "//"];

        Gen.Int[0, pieces.Length - 1].Select(index => pieces[index]).Array[0, 24].Select(string.Concat).Sample(text => AnswerReader.Read(text).Dispose());
        Gen.Char.Array[0, 40].Select(chars => new string(chars)).Sample(text => AnswerReader.Read(text).Dispose());
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
