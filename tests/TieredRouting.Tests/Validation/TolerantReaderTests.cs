using System.Text;
using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class TolerantReaderTests
{
    private const string Canary = "canary-7f3a";

    private static string? JsonOf(string text)
    {
        using var read = TolerantReader.Read(text);
        return read.Json;
    }

    private static string RuleOf(string text)
    {
        using var read = TolerantReader.Read(text);
        read.IsJson.Should().BeFalse();
        return read.Violation!.Rule;
    }

    [Theory]
    [InlineData(" {\"a\":1} ", false)]
    [InlineData("So:\n```json\n{\"a\":1}\n```\nDone.", false)]
    [InlineData("{\"a\":1,}", true)]
    [InlineData("So: {\"a\":1}", true)]
    public void Only_what_strict_reading_does_not_read_is_repaired(string text, bool repaired)
    {
        using var read = TolerantReader.Read(text);

        (read.Json, read.IsRepaired).Should().Be(("{\"a\":1}", repaired));
    }

    [Fact]
    public void Strict_reading_costs_the_same_where_it_succeeds()
    {
        const string Text = "{\"a\":[1,2,3]}";
        JsonOf(Text).Should().BeSameAs(Text);

        var strict = AllocatedBy(() => AnswerReader.Read(Text).Dispose());

        AllocatedBy(() => TolerantReader.Read(Text).Dispose()).Should().BeLessThanOrEqualTo(strict);
    }

    [Theory]
    [InlineData("{\"a\":\"x\ny\"}")]
    [InlineData("```json\n{\"a\":\"x\ny\"}\n```")]
    [InlineData("So [1]:\n```json\n{\"a\":\"x\ny\"}\n```\nDone {x}.")]
    [InlineData("```\nThe lead: {\"a\":\"x\ny\"}\n```")]
    [InlineData("So: {\"a\":\"x\ny\"}")]
    [InlineData("{\"a\":\"x\ny\"} and \"that\" is all")]
    [InlineData("```json\n{\"a\":\"x\ny\"}")]
    [InlineData("So ```json {\"a\":\"x\ny\"} ``` done")]
    [InlineData("\uFEFF{\"a\":\"x\ny\"}\0")]
    public void The_value_is_the_whole_text_else_in_the_only_fence_else_in_prose(string text) => JsonOf(text).Should().Be(@"{""a"":""x\ny""}");

    [Theory]
    [InlineData("{\"a\":\"run\n```json\n{}\n```\"}")]
    [InlineData("So: {\"a\":\"run\n```json\n{}\n```\"}")]
    public void A_fence_inside_a_string_belongs_to_the_string(string text) => JsonOf(text).Should().Be("{\"a\":\"run\\n```json\\n{}\\n```\"}");

    [Fact]
    public void An_array_in_prose_is_a_value_too() => JsonOf("They are [1, 2,] I think.").Should().Be("[1, 2]");

    [Theory]
    [InlineData("5 it is")]
    [InlineData("\"Acme\" it is")]
    [InlineData("It is \"Acme\"")]
    [InlineData("true or false")]
    public void A_text_or_number_in_prose_is_prose(string text) => JsonOf(text).Should().BeNull();

    [Theory]
    [InlineData("\"x\ny\"")]
    [InlineData("So:\n```\n\"x\ny\"\n```")]
    public void A_text_alone_is_a_value(string text) => JsonOf(text).Should().Be(@"""x\ny""");

    [Theory]
    [InlineData("{\"a\":1} {\"a\":2}")]
    [InlineData("{\"a\":1}\n{\"a\":1}")]
    [InlineData("{\"a\":1}, {\"b\":2}")]
    [InlineData("Either {\"a\":1} or {\"a\":2,}")]
    [InlineData("See [1]: {\"a\":1}")]
    [InlineData("See [below]: {\"a\":1}")]
    [InlineData("{\"a\":1} [x]")]
    [InlineData("{\"a\":1} and [1,2,True]")]
    [InlineData("{x} becomes {\"a\":1}")]
    [InlineData("[] {\"a\":1}")]
    public void A_second_bracket_beside_the_value_makes_it_a_guess(string text) => JsonOf(text).Should().BeNull();

    [Theory]
    [InlineData("{\"lead\": {\"a\":1}")]
    [InlineData("[{\"a\":1}")]
    [InlineData("{lead: {\"a\":1}}")]
    [InlineData("{\"x\":\"he said \"no\"\",\"lead\":{\"a\":1}}")]
    [InlineData("{\"a\":1},\"b\":2}")]
    [InlineData("{\"a\":{\"b\":1}},\"c\":2}")]
    [InlineData("{\"a\":1}}")]
    [InlineData("]{\"a\":1}")]
    public void What_stands_inside_something_broken_is_not_cut_out_of_it(string text) => JsonOf(text).Should().BeNull();

    [Theory]
    [InlineData("```\n{\"a\":1,}\n```\n```\n{\"a\":1,}\n```")]
    [InlineData("```\n{\"a\":1,}\n```\n```\nno JSON\n```")]
    [InlineData("```\n{\"a\":1,}\n```\nor\n```\n{\"a\":")]
    public void Two_fences_fail_even_where_one_would_do(string text) => RuleOf(text).Should().Be("the answer has two fenced blocks");

    [Fact]
    public void Fences_inside_the_strings_of_a_whole_text_are_text() =>
        JsonOf("{\"code\":\"\n```cs\nx;\n```\n\n```cs\ny;\n```\n\"}").Should().Be(@"{""code"":""\n```cs\nx;\n```\n\n```cs\ny;\n```\n""}");

    [Fact]
    public void What_is_not_in_the_only_fence_is_not_looked_for_elsewhere() => JsonOf("```\nx = 1\n```\n{\"a\":1,}").Should().BeNull();

    [Theory]
    [InlineData("{\"a\":1,\"a\":2,}", "the answer has a duplicate property")]
    [InlineData("So: {\"a\n\":1,\"a\\n\":2}", "the answer has a duplicate property")]
    [InlineData("{\"a\":\"\\ud800\n\"}", "the answer holds text that is not valid Unicode")]
    [InlineData("{\"a\":1,\"b\":tru,}", "the answer is not JSON (line 1, byte 15)")]
    [InlineData(" ", "the answer is empty")]
    public void What_cannot_be_put_right_fails_as_strict_reading_has_it(string text, string rule) => RuleOf(text).Should().Be(rule);

    [Fact]
    public void Limits_are_those_of_strict_reading()
    {
        RuleOf(new string('[', 65) + "1," + new string(']', 65)).Should().StartWith("the answer is not JSON");
        RuleOf(Nested(65)).Should().Be("the answer is nested deeper than 64");
        RuleOf($"\"{new string('\n', 5_000_000)}\"").Should().Be("the answer is larger than 4194304 characters");
        JsonOf($"\"{new string('\0', 1_000_000)}\"").Should().BeNull();
    }

    [Fact]
    public void A_violation_never_quotes_the_answer()
    {
        string[] texts = [$"{{\"{Canary}\":1,\"{Canary}\":2,}}", $"{{\"a\":{Canary},}}", $"{Canary} [", $"```\n{Canary}\n```", $"{{\"a\":\"{Canary}\n\\ud800\"}}"];

        texts.Select(RuleOf).Should().OnlyContain(rule => !rule.Contains("canary"));
    }

    [Fact]
    public void Prose_without_brackets_around_a_value_changes_nothing()
    {
        var prose = Gen.Char.Where(character => character is not ('{' or '}' or '[' or ']' or '`')).Array[0, 20].Select(characters => new string(characters));

        Gen.Select(prose, Broken.Containers, prose).Sample((before, value, after) =>
            !StrictJson.TryParse(value.Whole, out _, out _) || JsonOf(before + value.Text + after) == value.Whole);
    }

    [Fact]
    public void No_text_makes_it_throw()
    {
        string[] pieces = ["{", "}", "[", "]", "\"", ":", ",", "```", "```json", "\n", "\\ud800", "\ud800", "\udc00", "\\", "\\u12", "\0", "1e999", "-", "null", "tru", " ", "\uFEFF", "a", "é", "/*"];

        Gen.OneOf(pieces).Array[0, 24].Select(string.Concat).Sample(text => TolerantReader.Read(text).Dispose());
        Gen.Byte.Array[0, 60].Sample(bytes => TolerantReader.Read(Encoding.Latin1.GetString(bytes)).Dispose());
        Gen.Byte.Array[0, 60].Sample(bytes => TolerantReader.Read("{\"a\":\"" + Encoding.UTF8.GetString(bytes)).Dispose());
    }

    /// <summary>Work that grew with the square of the length would not end here; memory is counted.</summary>
    [Theory]
    [InlineData("{")]
    [InlineData("[")]
    [InlineData("[1,")]
    [InlineData("{\"a\":")]
    [InlineData("{\"a\":1}")]
    [InlineData("[x]")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("```\n")]
    [InlineData("```\n{\n")]
    [InlineData("\n")]
    [InlineData("{\"\n")]
    [InlineData("a")]
    public void Hostile_text_takes_work_in_proportion_to_its_length(string piece)
    {
        var repeated = string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length));
        string[] texts = [repeated, "{\"a\":\"" + repeated, "{\"a\":\"" + repeated + "\"}", "So: [\"" + repeated + "\",]", "[[" + repeated];

        foreach (var text in texts)
            AllocatedBy(() => TolerantReader.Read(text).Dispose()).Should().BeLessThan(40L * text.Length);
    }

    private static long AllocatedBy(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
