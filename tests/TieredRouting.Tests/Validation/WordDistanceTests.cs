using CsCheck;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

public sealed class WordDistanceTests
{
    [Theory]
    [InlineData("", "", 0)]
    [InlineData("Dear Acme", "Dear Acme", 0)]
    [InlineData("Dear Acme", "  Dear\n Acme ", 0)]
    [InlineData("Dear Acme", "Dear Acme, thank you", 0.75)]
    [InlineData("a b c d", "a x c d", 0.25)]
    [InlineData("a b c d", "b c d", 0.25)]
    [InlineData("", "a b", 1)]
    [InlineData("a b", "c d", 1)]
    public void It_counts_the_words_that_somebody_changed(string left, string right, double expected) =>
        WordDistance.Between(left, right).Should().Be(expected);

    [Fact]
    public void It_is_the_same_both_ways_and_between_0_and_1()
    {
        var text = Gen.Char['a', 'c'].Select(letter => letter.ToString()).Array[0, 12].Select(words => string.Join(' ', words));
        Gen.Select(text, text).Sample((left, right) =>
        {
            var distance = WordDistance.Between(left, right);
            distance.Should().BeInRange(0, 1).And.Be(WordDistance.Between(right, left));
            (distance == 0).Should().Be(left == right);
        });
    }

    [Fact]
    public void Of_two_huge_texts_the_middle_counts_as_changed()
    {
        var huge = string.Join(' ', Enumerable.Range(0, 100_000));

        WordDistance.Between(huge, "x " + huge + " y").Should().BeInRange(0.99, 1);
    }
}
