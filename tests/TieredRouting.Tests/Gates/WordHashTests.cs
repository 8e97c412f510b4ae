using CsCheck;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

public sealed class WordHashTests
{
    private static readonly Gen<string> Words = Gen.Char["abcdefgxyzABCXYZ'éÜж"].Array[1, 12].Select(units => new string(units));

    [Fact]
    public void What_stands_behind_a_word_does_not_count() => Gen.Select(Words, Words).Sample(
        (word, behind) => WordHash.Of(word + behind + "............", word.Length) == WordHash.Of(word),
        iter: 50_000);

    [Fact]
    public void Capitals_do_not_count_and_everything_else_does() => Gen.Select(Words, Words).Sample(
        (one, other) => WordHash.Of(one) == WordHash.Of(one.ToUpperInvariant())
            && (WordHash.Of(one) == WordHash.Of(other)) == string.Equals(one, other, StringComparison.OrdinalIgnoreCase),
        iter: 50_000);
}
