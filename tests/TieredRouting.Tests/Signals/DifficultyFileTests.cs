using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DifficultyFileTests
{
    private static readonly byte[] Whole = Written();

    [Theory]
    [InlineData("format", "\"other\"", "(2): format must be 'tiered-routing/difficulty'")]
    [InlineData("version", "2", "(3): version must be 1; *")]
    [InlineData("version", "\"1\"", "(3): version cannot be read")]
    [InlineData("probability", """{"slope":0,"offset":0}""", "(*): probability needs a 'slope' above 0 and an 'offset'")]
    [InlineData("probability", """{"slope":1,"offset":1e999}""", "(*): probability.offset must be no larger than 1e9, *")]
    [InlineData("features", "{}", "(*): features holds no feature")]
    [InlineData("features", """{"wrods":{"mean":0,"deviation":1,"weight":1}}""", "(*): features.wrods is no feature that this version counts")]
    [InlineData("features", """{"words":{"mean":0,"deviation":0,"weight":1}}""", "(*): features.words needs a 'mean', a 'weight', and a 'deviation' above 0")]
    [InlineData("features", """{"words":{"mean":0,"deviation":1,"weight":1e308}}""", "(*): features.words.weight must be no larger than 1e9, *")]
    [InlineData("features", """{"words":{"mean":-1e308,"deviation":1,"weight":1}}""", "(*): features.words.mean must be no larger than 1e9, *")]
    [InlineData("features", """{"words":{"mean":0,"deviation":1e999,"weight":1}}""", "(*): features.words.deviation must be no larger than 1e9, *")]
    [InlineData("probability", """{"slope":1e308,"offset":0}""", "(*): probability.slope must be no larger than 1e9, *")]
    [InlineData("words", """{"scale":1e308,"weights":""}""", "(*): words.scale must be no larger than 1e9, *")]
    [InlineData("words", """{"scale":0,"weights":""}""", "(*): words.scale must be above 0")]
    [InlineData("words", """{"scale":1,"weights":"AAAA"}""", "(*): words.weights must hold 16384 bytes in base64, not 3")]
    [InlineData("words", """{"scale":1,"weights":"secret!"}""", "(*): words.weights cannot be read")]
    public void What_does_not_fit_is_named_by_line_and_property(string property, string value, string expected)
    {
        var document = JsonNode.Parse(Whole)!.AsObject();
        document[property] = JsonNode.Parse(value);

        DifficultyFile.Read(Encoding.UTF8.GetBytes(document.ToJsonString(new() { WriteIndented = true })), out var error).Should().BeNull();

        error.Should().Match(expected).And.NotContain("secret");
    }

    [Theory]
    [InlineData("", "(1): is not JSON, or no model")]
    [InlineData("null", "(1): holds null")]
    [InlineData("[]", "(1): *")]
    [InlineData("{}", "(1): format is not there")]
    public void What_is_no_model_is_said(string file, string expected)
    {
        DifficultyFile.Read(Encoding.UTF8.GetBytes(file), out var error).Should().BeNull();

        error.Should().Match(expected);
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_refused() => Gen.Int[0, Whole.Length - 3].Sample(length =>
    {
        DifficultyFile.Read(Whole.AsSpan(0, length), out var error).Should().BeNull();
        error.Should().MatchRegex(@"^\(\d+\): ");
    });

    [Fact]
    public void A_file_with_a_byte_changed_is_refused_or_still_gives_numbers() => Gen.Select(Gen.Int[0, Whole.Length - 1], Gen.Byte).Sample((at, changed) =>
    {
        byte[] file = [.. Whole];
        file[at] = changed;

        var model = DifficultyFile.Read(file, out var error);

        (model is null).Should().Be(error is not null);
        model?.Difficulty("If each of 12 boxes holds 3 more, how many are left?").Should().BeInRange(0, 1);
    });

    private static byte[] Written()
    {
        using var file = new MemoryStream();
        DifficultyFile.Write(DifficultyModelTests.Model, file);
        return file.ToArray();
    }
}
