using TieredRouting.Signals;

namespace TieredRouting.Evaluation;

/// <summary>Counts a request's text as the model will.</summary>
internal static class RequestCounting
{
    public static double[] Counted(string text)
    {
        var counted = new double[DifficultyFeatures.Count];
        DifficultyFeatures.Read(text, counted);
        return counted;
    }

    public static (ushort[] Words, float[] Weights) Words(string text)
    {
        var bag = new FeatureBag(TextFeatures.MostOf(text.Length));
        TextFeatures.Count(text, ref bag);
        var (words, weights, square) = (new ushort[bag.Count], new float[bag.Count], 0.0);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = (ushort)DifficultyModel.BucketOf(bag[i]);
            weights[i] = (float)DifficultyModel.WordWeight(bag[i], bag.CountOf(i));
            square += weights[i] * weights[i];
        }

        bag.Dispose();
        for (var i = 0; i < weights.Length; i++)
            weights[i] /= (float)Math.Sqrt(square);
        return (words, weights);
    }
}
