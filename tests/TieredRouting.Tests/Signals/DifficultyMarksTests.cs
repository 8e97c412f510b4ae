using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DifficultyMarksTests
{
    [Theory]
    [InlineData("Tom has 3 apples, Ann has 4.", DifficultyFeature.Numbers, 2)]
    [InlineData("It costs 1,250.75 in all.", DifficultyFeature.Numbers, 1)]
    [InlineData("It costs 1,250.75 in all.", DifficultyFeature.LargestNumber, 1250.75)]
    [InlineData("It costs 1,250.75 in all.", DifficultyFeature.Decimals, 1)]
    [InlineData("Version 1.2 of 7", DifficultyFeature.LargestNumber, 7)]
    [InlineData("The id is 1234567890123456789012345.", DifficultyFeature.LargestNumber, 0)]
    [InlineData("One. Two! Three?", DifficultyFeature.Sentences, 3)]
    [InlineData("Write to example.com now", DifficultyFeature.Sentences, 1)]
    [InlineData("no sign at all", DifficultyFeature.Sentences, 1)]
    [InlineData("一つ。二つ？", DifficultyFeature.Sentences, 2)]
    [InlineData("a, b、c，d", DifficultyFeature.Commas, 3)]
    [InlineData("Why? なぜ？", DifficultyFeature.Questions, 2)]
    [InlineData("f(x[0], {1})", DifficultyFeature.Brackets, 3)]
    [InlineData("10 % of 20%", DifficultyFeature.Percent, 2)]
    [InlineData("$5 or 5 €", DifficultyFeature.Currency, 2)]
    [InlineData("a + b ≤ c", DifficultyFeature.Symbols, 2)]
    [InlineData("Today we met Ann, and later Bob.", DifficultyFeature.Names, 2 / 32.0)]
    [InlineData("Today we met Ann, and later BOB.", DifficultyFeature.Names, 1 / 32.0)]
    [InlineData("We met Ann, Bob too.", DifficultyFeature.Names, 2 / 20.0)]
    [InlineData("ABcd", DifficultyFeature.Capitals, 0.5)]
    [InlineData("a 1,5", DifficultyFeature.Digits, 0.6)]
    public void Counts_the_signs_and_numbers_of_a_text(string text, object feature, double expected)
    {
        Count(text)[(int)(DifficultyFeature)feature].Should().BeApproximately(expected, 1e-12);
    }

    [Fact]
    public void Of_nothing_there_is_one_sentence_and_no_share() => Count(string.Empty).Should().OnlyContain(value => double.IsFinite(value)).And.ContainSingle(value => value == 1).And.Subject.Sum().Should().Be(1);

    private static double[] Count(string text)
    {
        var features = new double[DifficultyFeatures.Count];
        DifficultyMarks.Count(text, features);
        return features;
    }
}
