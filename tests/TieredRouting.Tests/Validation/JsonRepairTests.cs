using System.Text.Json;
using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class JsonRepairTests
{
    private static string? Repaired(string text) =>
        JsonRepair.TryRead(text, 0, out var end, out var json) && end == text.Length ? json : null;

    [Theory]
    [InlineData("{\"a\":\"x\ny\"}", @"{""a"":""x\ny""}")]
    [InlineData("{\"a\":\"x\r\n\ty\"}", @"{""a"":""x\r\n\ty""}")]
    [InlineData("{\"a\":\"\0\u0001\b\f\u001F\"}", @"{""a"":""\u0000\u0001\b\f\u001F""}")]
    [InlineData("{\"a\nb\":1}", @"{""a\nb"":1}")]
    [InlineData("\"x\ny\"", @"""x\ny""")]
    [InlineData("[\"x\n\n\",\"\ny\"]", @"[""x\n\n"",""\ny""]")]
    public void A_raw_control_character_in_a_string_means_itself(string text, string json) => Repaired(text).Should().Be(json);

    [Theory]
    [InlineData("\"\u007F\u0085\u2028\u00A0\uFEFF\"")]
    [InlineData("\"\uD83D\uDE00 é 日本\"")]
    public void What_json_allows_raw_stays_raw(string text) => Repaired(text).Should().Be(text);

    [Theory]
    [InlineData(@"""\(x\)""", @"""\\(x\\)""")]
    [InlineData(@"""C:\Work\""", null)]
    [InlineData(@"""C:\Work\\""", @"""C:\\Work\\""")]
    [InlineData(@"""it\'s""", @"""it\\'s""")]
    [InlineData(@"""\units \u12 \u123g""", @"""\\units \\u12 \\u123g""")]
    [InlineData(@"""\u12""", @"""\\u12""")]
    [InlineData(@"""\U0001F600 \x41 \0""", @"""\\U0001F600 \\x41 \\0""")]
    [InlineData("\"line\\\nline\"", @"""line\\\nline""")]
    public void A_backslash_that_begins_no_escape_means_itself(string text, string? json) => Repaired(text).Should().Be(json);

    [Theory]
    [InlineData(@"""\"" \\ \/ \b \f \n \r \t \u00e9 \uD83D""")]
    [InlineData(@"""\frac{1}{2} \times \beta \neq \right""")]
    [InlineData(@"""\\(x\\)""")]
    public void A_valid_escape_stays_what_json_says_it_is(string text) => Repaired(text).Should().Be(text);

    [Theory]
    [InlineData("{\"a\":1,}", "{\"a\":1}")]
    [InlineData("{\"a\":1 , \n }", "{\"a\":1  \n }")]
    [InlineData("[1,]", "[1]")]
    [InlineData("[[1,],{\"a\":[],},]", "[[1],{\"a\":[]}]")]
    [InlineData("{\"a\":\",}\",}", "{\"a\":\",}\"}")]
    public void A_trailing_comma_goes(string text, string json) => Repaired(text).Should().Be(json);

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("[1, -0, 0.50, 1E+5, 12345678901234567890, true, false, null]")]
    [InlineData("{ \"a\" : { \"b\" : [ ] , \"c\" : { } } }")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public void What_is_strict_json_stays_as_it_is(string text) => Repaired(text).Should().Be(text);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("}")]
    [InlineData("[1,2")]
    [InlineData("[1,2,")]
    [InlineData("[1,2}")]
    [InlineData("{\"a\":1]")]
    [InlineData("{\"a\":\"x")]
    [InlineData("{\"a\":\"x\\")]
    [InlineData("{\"a\":\"x\\\"}")]
    [InlineData("{'a':1}")]
    [InlineData("{a:1}")]
    [InlineData("{\"a\":'x'}")]
    [InlineData("{\"a\":x}")]
    [InlineData("{\"a\":}")]
    [InlineData("{\"a\"}")]
    [InlineData("{\"a\",}")]
    [InlineData("{\"a\" 1}")]
    [InlineData("{\"a\":1 \"b\":2}")]
    [InlineData("{\"a\":\"x\" y\"}")]
    [InlineData("{\"a\":1,,\"b\":2}")]
    [InlineData("{\"a\":1,,}")]
    [InlineData("{,}")]
    [InlineData("[,]")]
    [InlineData("[,1]")]
    [InlineData("{,\"a\":1}")]
    [InlineData("[1 2]")]
    [InlineData("{\"a\":1 /* why */}")]
    [InlineData("{\"a\":1, // why\n}")]
    [InlineData("[True]")]
    [InlineData("[NaN]")]
    [InlineData("[-Infinity]")]
    [InlineData("[+1]")]
    [InlineData("[01]")]
    [InlineData("[1.]")]
    [InlineData("[.5]")]
    [InlineData("[1e]")]
    [InlineData("[-]")]
    [InlineData("[0x10]")]
    [InlineData("[1_000]")]
    [InlineData("[1/3]")]
    [InlineData("[nullable]")]
    [InlineData("[1\0]")]
    [InlineData("[1\u00A0]")]
    [InlineData("\uFEFF[1]")]
    [InlineData("[...]")]
    public void Everything_else_is_no_json_and_stays_so(string text) => Repaired(text).Should().BeNull();

    [Fact]
    public void A_value_is_read_from_where_it_begins_to_where_it_ends()
    {
        JsonRepair.TryRead("see {\"a\":[1,]} there", 4, out var end, out var json).Should().BeTrue();

        (end, json).Should().Be((14, "{\"a\":[1]}"));
    }

    [Fact]
    public void Sixty_four_levels_are_read_and_one_more_is_not()
    {
        Repaired(new string('[', 64) + new string(']', 64)).Should().NotBeNull();
        Repaired(new string('[', 65) + new string(']', 65)).Should().BeNull();
        Repaired(string.Concat(Enumerable.Repeat("{\"a\":", 64)) + "1" + new string('}', 64)).Should().NotBeNull();
        Repaired(string.Concat(Enumerable.Repeat("{\"a\":", 65)) + "1" + new string('}', 65)).Should().BeNull();
    }

    [Fact]
    public void It_grows_no_larger_than_an_answer_may_be()
    {
        Repaired($"\"{new string('\0', 600_000)}\"").Should().HaveLength(3_600_002);
        Repaired($"\"{new string('\0', 800_000)}\"").Should().BeNull();
    }

    [Fact]
    public void A_strictly_valid_document_is_never_changed() =>
        Broken.Documents.Sample(document => Repaired(document.Whole) == document.Whole);

    [Fact]
    public void What_was_broken_in_ways_it_mends_is_mended_to_the_letter() =>
        Broken.Documents.Sample(document => Repaired(document.Text) == document.Whole);

    [Fact]
    public void What_it_reads_is_strict_json() =>
        Gen.OneOf("{", "}", "[", "]", "\"", "\"a\"", ":", ",", "\\", "\\u", "00", "\n", "\0", " ", "1", "-", ".5", "e", "null", "true", "x", "é").Array[0, 16].Select(string.Concat)
            .Sample(text =>
            {
                if (JsonRepair.TryRead(text, 0, out _, out var json))
                    JsonDocument.Parse(json).Dispose();
            }, iter: 20_000);
}
