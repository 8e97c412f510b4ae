using System.Buffers;
using System.Numerics.Tensors;

namespace TieredRouting.Signals;

/// <summary>
/// A linear classifier over the words and letters of a text, with the middles of the examples beside it: the one tells labels apart, the other what is like none of them.
/// Its time is linear in the text, it keeps nothing of a text, and the same examples make the same classifier. Immutable.
/// </summary>
internal sealed class ExampleClassifier(FeatureVocabulary vocabulary, float[] weights, float[] bias, ExampleCentroids centroids)
{
    /// <summary>The label that a text is most likely of, and how sure that is: its probability among the labels, times its likeness to the label's examples.</summary>
    public (int Label, float Score) Classify(ReadOnlySpan<char> text)
    {
        var most = TextFeatures.MostOf(text.Length);
        var (features, values, scores) = (ArrayPool<int>.Shared.Rent(most), ArrayPool<float>.Shared.Rent(most), ArrayPool<float>.Shared.Rent(bias.Length));
        try
        {
            var vector = vocabulary.Read(text, features, values);
            var labels = scores.AsSpan(0, bias.Length);
            Score(vector, weights, bias, labels);
            TensorPrimitives.SoftMax(labels, labels);
            var best = TensorPrimitives.IndexOfMax(labels);
            return (best, labels[best] * centroids.Likeness(best, vector));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(features);
            ArrayPool<float>.Shared.Return(values);
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    /// <summary>How much speaks for each label. The weights of a feature stand side by side, one for each label.</summary>
    public static void Score(SparseVector text, float[] weights, float[] bias, Span<float> scores)
    {
        bias.CopyTo(scores);
        for (var i = 0; i < text.Features.Length; i++)
            TensorPrimitives.MultiplyAdd(weights.AsSpan(text.Features[i] * scores.Length, scores.Length), text.Weights[i], scores, scores);
    }
}
