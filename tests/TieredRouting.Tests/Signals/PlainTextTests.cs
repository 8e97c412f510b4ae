using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a\u200Bb\u00ADc", "abc")]
    [InlineData("раураl", "paypal")]
    [InlineData("Müller, Zoë", "Muller, Zoe")]
    [InlineData("ＡＢ　１２：＠", "AB 12:@")]
    [InlineData("𝟒𝟏𝟏𝟏", "4111")]
    [InlineData("٤١١١", "4111")]
    [InlineData("\ud800x\udc00", "\ud800x\udc00")]
    [InlineData("漢字 😀", "漢字 😀")]
    [InlineData("“no” – ‘yes’", "\"no\" - 'yes'")]
    public void What_only_looks_different_becomes_plain(string text, string plain)
    {
        using var read = PlainText.Of(text);

        read.Text.ToString().Should().Be(plain);
    }

    [Theory]
    [InlineData("x \u200B\u200Bse\u200Bcret\u200B y", 2, 6, 2, 9)]
    [InlineData("𝐬𝐞𝐜", 0, 3, 0, 6)]
    [InlineData("𝐬𝐞𝐜", 1, 1, 2, 2)]
    [InlineData("secret", 0, 6, 0, 6)]
    public void Evidence_is_told_in_places_of_the_text(string text, int start, int length, int originalStart, int originalLength)
    {
        using var read = PlainText.Of(text);

        read.InOriginal(new SignalEvidence("x", start, length)).Should().Be(new SignalEvidence("x", originalStart, originalLength));
    }

    [Fact]
    public void Every_place_lies_within_the_text() =>
        Gen.Select(Gen.String[Gen.Char, 0, 60], Gen.Int[0, 60], Gen.Int[1, 60]).Sample((text, start, length) =>
        {
            using var read = PlainText.Of(text);
            read.Text.Length.Should().BeLessThanOrEqualTo(text.Length);
            if (start + length > read.Text.Length)
                return;
            var place = read.InOriginal(new SignalEvidence("x", start, length));
            place.Start.Should().BeInRange(start, text.Length);
            place.Length.Should().BeGreaterThanOrEqualTo(length);
            (place.Start + place.Length).Should().BeLessThanOrEqualTo(text.Length);
        }, iter: 50_000);
}
