using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DifficultyChoicesTests
{
    private const string Twins = "Which is it?\nA. the red house\nB. the blue house\nC. the green house";
    private const string Strangers = "Which is it?\nA. apples\nB. seven long walks along rivers\nC. music by dead composers";

    [Fact]
    public void Choices_that_are_nearly_the_same_are_closer_than_those_that_share_nothing()
    {
        var (near, far) = (Read(Twins), Read(Strangers));

        foreach (var feature in (DifficultyFeature[])[DifficultyFeature.ChoiceOverlap, DifficultyFeature.ChoiceLetters, DifficultyFeature.ChoiceTwins, DifficultyFeature.ChoiceShape])
            Of(near, feature).Should().BeGreaterThan(Of(far, feature), feature.ToString());
        Of(near, DifficultyFeature.ChoiceVocabulary).Should().BeApproximately(5 / 9.0, 1e-12, "of nine words five are different");
        Of(far, DifficultyFeature.ChoiceVocabulary).Should().Be(1);
        (Of(near, DifficultyFeature.ChoiceTwins), Of(far, DifficultyFeature.ChoiceTwins)).Should().Be((1, 0));
    }

    [Fact]
    public void How_many_there_are_how_long_and_how_much_longer_the_longest_is()
    {
        var read = Read("Pick one\nA) abc\nB) abcdefg");

        Of(read, DifficultyFeature.Choices).Should().Be(2);
        Of(read, DifficultyFeature.ChoiceLength).Should().BeApproximately(Math.Log(6), 1e-12, "they have five characters on average");
        Of(read, DifficultyFeature.ChoiceSpread).Should().BeApproximately(Math.Log(8 / 4.0), 1e-12);
    }

    [Fact]
    public void What_the_question_says_already_is_known() =>
        Of(Read("Is it iron or gold\nA. iron\nB. gold\nC. lead\nD. zinc"), DifficultyFeature.ChoiceStem).Should().Be(0.5);

    [Fact]
    public void Numbers_are_told_from_words() =>
        (Of(Read("Sum\nA. 12\nB. 1.5"), DifficultyFeature.ChoiceNumbers), Of(Read("Sum\nA. ab\nB. abc"), DifficultyFeature.ChoiceNumbers)).Should().Be((1, 0));

    [Fact]
    public void A_text_without_choices_has_none_and_all_its_words_count_as_different()
    {
        var read = Read("A. alone is no choice");

        (Of(read, DifficultyFeature.Choices), Of(read, DifficultyFeature.ChoiceVocabulary)).Should().Be((0, 1));
        read.Sum().Should().Be(1);
    }

    [Theory]
    [InlineData("All are true EXCEPT", DifficultyFeature.Exceptions, 1)]
    [InlineData("Which is NOT so", DifficultyFeature.Exceptions, 1)]
    [InlineData("the NOTICE, the KNOT and then NOTHING", DifficultyFeature.Exceptions, 0)]
    [InlineData("this is not so", DifficultyFeature.Exceptions, 0)]
    [InlineData("I and II only", DifficultyFeature.Numerals, 1)]
    [InlineData("XII", DifficultyFeature.Numerals, 0)]
    [InlineData("He ___ home", DifficultyFeature.Blanks, 1)]
    [InlineData("a__b", DifficultyFeature.Blanks, 0)]
    public void Knows_exceptions_numerals_and_blanks(string text, object feature, double expected) => Of(Read(text), (DifficultyFeature)feature).Should().Be(expected);

    [Fact]
    public void More_choices_than_it_reads_and_longer_ones_do_no_harm() =>
        Read(string.Concat(Enumerable.Range(0, 26).Select(i => $"\n{(char)('A' + i)}. {string.Join(' ', Enumerable.Range(0, 500))}"))).Should().OnlyContain(value => double.IsFinite(value)).And.Contain(ChoiceReader.Most);

    private static double Of(double[] features, DifficultyFeature feature) => features[(int)feature];

    private static double[] Read(string text)
    {
        var features = new double[DifficultyFeatures.Count];
        DifficultyChoices.Read(text, features);
        return features;
    }
}
