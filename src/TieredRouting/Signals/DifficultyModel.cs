using TieredRouting.Contracts;

namespace TieredRouting.Signals;

/// <summary>
/// How likely a small endpoint fails at a request where a large one succeeds, learnt from recordings: a linear model over what <see cref="DifficultyFeatures"/> counts and over hashed words, word
/// pairs and letters. Its time is bounded, however long the text is, and it keeps nothing of it. Immutable.
/// </summary>
/// <param name="names">What it was trained with.</param>
/// <param name="features">The weight of each counted feature.</param>
/// <param name="words">The weights of hashed words and letters: <see cref="WordBuckets"/> of them, or none.</param>
/// <param name="probability">Makes a score a probability.</param>
internal sealed class DifficultyModel(DifficultyNames names, FeatureWeight[] features, float[] words, DifficultyScale probability) : ITextDifficulty
{
    /// <summary>Into how many places words and letters are hashed.</summary>
    public const int WordBuckets = 1 << 14;

    /// <summary>How far a feature may lie from its mean, in deviations: one strange text must not be off the scale.</summary>
    private const double Farthest = 3;

    public DifficultyNames Names => names;

    public ReadOnlySpan<FeatureWeight> Features => features;

    public ReadOnlySpan<float> Words => words;

    public DifficultyScale Probability => probability;

    /// <summary>The place of a hashed word.</summary>
    public static int BucketOf(uint feature) => FeatureBag.Scattered(feature) & (WordBuckets - 1);

    /// <summary>How far a value lies from a mean, in deviations; 0 where nothing deviated.</summary>
    public static double Standard(double value, double mean, double deviation) => deviation > 0 ? Math.Clamp((value - mean) / deviation, -Farthest, Farthest) : 0;

    /// <summary>How likely the small endpoint fails where the large one succeeds, from 0 to 1.</summary>
    public double Difficulty(ReadOnlySpan<char> text)
    {
        Span<double> counted = stackalloc double[DifficultyFeatures.Count];
        DifficultyFeatures.Read(text, counted);
        var score = 0.0;
        for (var i = 0; i < features.Length; i++)
            score += features[i].Weight * Standard(counted[i], features[i].Mean, features[i].Deviation);
        return probability.Of(words.Length == 0 ? score : score + OfWords(text));
    }

    private double OfWords(ReadOnlySpan<char> text)
    {
        var bag = new FeatureBag(TextFeatures.MostOf(text.Length));
        TextFeatures.Count(text, ref bag);
        var (sum, square) = (0.0, 0.0);
        for (var i = 0; i < bag.Count; i++)
        {
            var weight = WordWeight(bag[i], bag.CountOf(i));
            (sum, square) = (sum + (words[BucketOf(bag[i])] * weight), square + (weight * weight));
        }

        bag.Dispose();
        return square > 0 ? sum / Math.Sqrt(square) : 0;
    }

    /// <summary>What a word, a pair or three letters weigh in their text: said twice is more than once, and not twice as much.</summary>
    public static double WordWeight(uint feature, int count) => TextFeatures.WeightOf(feature) * (1 + Math.Log(count));
}
