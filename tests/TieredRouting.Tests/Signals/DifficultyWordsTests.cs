using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DifficultyWordsTests
{
    [Theory]
    [InlineData("One two three four", DifficultyFeature.Words, 4)]
    [InlineData("a bcd 12345", DifficultyFeature.WordLength, 2)]
    [InlineData("yes yes yes no", DifficultyFeature.Repeats, 0.5)]
    [InlineData("Yes yes", DifficultyFeature.Repeats, 0.5)]
    [InlineData("extraordinary is it not", DifficultyFeature.LongWords, 0.25)]
    [InlineData("eightles ninechars", DifficultyFeature.LongWords, 0.5)]
    [InlineData("x and y as a rule I say", DifficultyFeature.SingleLetters, 2)]
    [InlineData("he told her", DifficultyFeature.Pronouns, 2 / 3.0)]
    [InlineData("it would most likely work", DifficultyFeature.Hedges, 0.4)]
    [InlineData("who sat where", DifficultyFeature.Places, 2 / 3.0)]
    [InlineData("explain how", DifficultyFeature.Reasons, 1)]
    [InlineData("half of a third", DifficultyFeature.Shares, 2)]
    [InlineData("more than twice the SAME", DifficultyFeature.Comparisons, 3)]
    [InlineData("if it rains, unless it snows", DifficultyFeature.Conditions, 2)]
    [InlineData("each and every total", DifficultyFeature.Totals, 3)]
    [InlineData("two days a week", DifficultyFeature.Times, 2)]
    [InlineData("do not, don't, never", DifficultyFeature.Negations, 3)]
    public void Counts_the_words_of_a_text_by_their_kind(string text, object feature, double expected)
    {
        Count(text)[(int)(DifficultyFeature)feature].Should().BeApproximately(expected, 1e-12);
    }

    [Theory]
    [InlineData("")]
    [InlineData("... !")]
    public void Where_there_is_no_word_nothing_is_counted(string text) => Count(text).Should().OnlyContain(value => value == 0);

    private static double[] Count(string text)
    {
        var features = new double[DifficultyFeatures.Count];
        DifficultyWords.Count(text, features);
        return features;
    }
}
