using System.Text;
using CsCheck;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class DifficultyModelTests
{
    private static readonly string[] Pieces = ["If", " ", "12", "each", ",", "?", "\n", "A)", "\uDC00", "é"];

    private static readonly Gen<string> AnyText = Gen.OneOf(Gen.String, Gen.Char['\uD800', '\uDFFF'].Array[0, 50].Select(units => new string(units)), Gen.Int[0, Pieces.Length - 1].Array[0, 200].Select(pieces => pieces.Select(piece => Pieces[piece])).Select(string.Concat));

    [Fact]
    public void Any_text_has_a_difficulty_from_0_to_1_and_always_the_same_one() => AnyText.Sample(text =>
    {
        var difficulty = Model.Difficulty(text);

        difficulty.Should().BeInRange(0, 1);
        Model.Difficulty(text).Should().Be(difficulty);
    });

    [Fact]
    public void Weights_however_large_give_no_number_that_is_none() => Gen.Select(Gen.Double[-1e300, 1e300], Gen.Double[1e-300, 1e300], Gen.Double[-1e300, 1e300], AnyText).Sample((weight, slope, offset, text) =>
        Of(weight, new DifficultyScale(slope, offset)).Difficulty(text).Should().BeInRange(0, 1));

    [Theory]
    [InlineData("a")]
    [InlineData("If each of 12 boxes holds 3 more, how many are left? ")]
    [InlineData("\uD83D")]
    [InlineData("\uDE00 \uD83D")]
    [InlineData("\0")]
    public void Ten_megabytes_are_read_in_part(string piece)
    {
        var text = new StringBuilder().Insert(0, piece, 10 * 1024 * 1024 / piece.Length).ToString();

        Model.Difficulty(text).Should().BeInRange(0, 1);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    public void What_is_counted_makes_a_text_harder_or_easier_as_it_weighs(double weight, bool harder)
    {
        var features = new FeatureWeight[DifficultyFeatures.Count];
        features[(int)DifficultyFeature.Words] = new FeatureWeight(Mean: 1.5, Deviation: 1, weight);
        var model = new DifficultyModel(new DifficultyNames("small", "large", 10), features, [], new DifficultyScale(1, 0));

        (model.Difficulty("one two three four five six seven eight nine ten") > model.Difficulty("one")).Should().Be(harder);
        (model.Difficulty("one two three four five six seven eight nine ten") < model.Difficulty("one")).Should().Be(!harder);
    }

    [Fact]
    public void A_model_read_again_scores_the_same() => AnyText.Sample(text =>
    {
        using var file = new MemoryStream();
        DifficultyFile.Write(Model, file);

        var read = DifficultyFile.Read(file.ToArray(), out var error);

        error.Should().BeNull();
        read!.Difficulty(text).Should().BeApproximately(Model.Difficulty(text), 0.05, "a weight of a word is kept in a byte");
    }, iter: 50);

    internal static DifficultyModel Model { get; } = Of(0.5, new DifficultyScale(2, -1), [.. Enumerable.Range(0, DifficultyModel.WordBuckets).Select(place => (float)(Math.Sin(place) / 10))]);

    private static DifficultyModel Of(double weight, DifficultyScale scale, float[]? words = null) =>
        new(new DifficultyNames("small", "large", 10), [.. Enumerable.Repeat(new FeatureWeight(Mean: 1, Deviation: 0.5, weight), DifficultyFeatures.Count)], words ?? [], scale);
}
