using System.Text;
using CsCheck;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

public sealed class WordHashTests
{
    private static readonly Gen<string> Words = Gen.Char["abcdefgxyzABCXYZ'éÜж"].Array[1, 20].Select(units => new string(units));

    [Fact]
    public void Capitals_do_not_count_and_everything_else_does() => Gen.Select(Words, Words).Sample(
        (one, other) => WordHash.Of(one) == WordHash.Of(one.ToUpperInvariant())
            && (WordHash.Of(one) == WordHash.Of(other)) == string.Equals(one, other, StringComparison.OrdinalIgnoreCase),
        iter: 50_000);

    [Theory]
    [InlineData("kelvin")]
    [InlineData("kelvinscales")]
    public void A_letter_beyond_ascii_is_another_one_though_its_small_letter_is_not(string word) =>
        WordHash.Of('\u212A' + word[1..]).Should().NotBe(WordHash.Of(word));

    [Fact]
    public void A_short_word_of_ascii_shares_its_hash_with_no_other() => Words.Where(word => word.Length <= WordKey.Letters && Ascii.IsValid(word)).Sample(
        word => WordHash.Of(word) == WordKey.Of(word) && WordKey.LengthOf(WordKey.Of(word)) == word.Length,
        iter: 20_000);
}
