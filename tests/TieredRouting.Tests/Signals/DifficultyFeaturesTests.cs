using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DifficultyFeaturesTests
{
    private const int Longest = 2 * DifficultyFeatures.LongestPart;

    [Fact]
    public void What_grows_with_the_text_counts_by_its_logarithm_and_a_share_as_it_is()
    {
        var read = Read("He has 3 apples, 4 pears and 120 plums.");

        Of(read, DifficultyFeature.Numbers).Should().BeApproximately(Math.Log(1 + 3), 1e-12);
        Of(read, DifficultyFeature.LargestNumber).Should().BeApproximately(Math.Log(1 + 120), 1e-12);
        Of(read, DifficultyFeature.Pronouns).Should().BeApproximately(1 / 9.0, 1e-12);
    }

    [Fact]
    public void What_is_left_in_the_buffer_makes_no_difference()
    {
        var used = Enumerable.Repeat(7.0, DifficultyFeatures.Count).ToArray();
        DifficultyFeatures.Read("How many?", used);

        used.Should().Equal(Read("How many?"));
    }

    [Fact]
    public void Of_a_long_text_both_ends_are_read_and_taken_for_the_whole()
    {
        var (filler, more) = (new string('x', Longest), new string('x', Longest));
        var both = Read($"1 {filler}{more} 2 3 44");

        Of(both, DifficultyFeature.LargestNumber).Should().BeApproximately(Math.Log(1 + 44), 1e-12, "the largest is not scaled");
        Of(both, DifficultyFeature.Numbers).Should().BeApproximately(Math.Log(1 + (4 * ((2 * Longest) + 9) / (double)(Longest + 1))), 1e-9);
        Read($"{filler} 5 {more}").Should().Equal(Read($"{filler} ? {more}"), "the middle is not read");
    }

    [Fact]
    public void Any_text_is_counted_in_finite_numbers() =>
        Gen.String[Gen.Char, 0, 3 * DifficultyFeatures.LongestPart].Sample(text => Read(text).All(double.IsFinite), iter: 200);

    private static double Of(double[] features, DifficultyFeature feature) => features[(int)feature];

    private static double[] Read(string text)
    {
        var features = new double[DifficultyFeatures.Count];
        DifficultyFeatures.Read(text, features);
        return features;
    }
}
