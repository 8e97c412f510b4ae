using System.Numerics.Tensors;

namespace TieredRouting.Signals;

/// <summary>
/// Learns a classifier from examples: logistic regression over all labels at once, by stochastic gradient steps that get smaller, with smoothed labels, since examples are few and
/// a certainty learnt from few is none.
/// </summary>
internal static class ExampleTraining
{
    private const int Rounds = 10;
    private const float FirstStep = 4;
    private const float StepOfBias = 0.1f;
    private const float Smoothing = 0.1f;

    /// <summary>96 MB with the middles of the examples. Where more would be needed, the rarest features are left out.</summary>
    private const int MostWeights = 16_000_000;

    /// <param name="examples">The examples; their order counts.</param>
    /// <param name="labels">How many labels there are, with examples or without.</param>
    public static ExampleClassifier Train(IReadOnlyList<LabelledText> examples, int labels)
    {
        var vocabulary = FeatureVocabulary.Of([.. examples.Select(example => example.Text)], MostWeights / labels);
        var texts = examples.Select(example => Read(vocabulary, example.Text)).ToArray();
        var (weights, bias) = (new float[vocabulary.Count * labels], new float[labels]);
        var steps = Rounds * texts.Length;
        var gradient = new float[labels];
        var step = 0;
        foreach (var index in Order(texts.Length))
        {
            var size = FirstStep * (1 - (step++ / (float)steps));
            var text = new SparseVector(texts[index].Features, texts[index].Weights);
            Gradient(text, examples[index].Label, weights, bias, gradient);
            Descend(text, size, gradient, weights, bias);
        }

        return new ExampleClassifier(vocabulary, weights, bias, Centroids(examples, texts, vocabulary.Count, labels));
    }

    /// <summary>All texts once a round, each time in another order, and that the same in each training.</summary>
    private static IEnumerable<int> Order(int texts)
    {
        var random = new Random(20_26);
        var order = Enumerable.Range(0, texts).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var index in order)
                yield return index;
        }
    }

    private static void Gradient(SparseVector text, int label, float[] weights, float[] bias, float[] gradient)
    {
        ExampleClassifier.Score(text, weights, bias, gradient);
        TensorPrimitives.SoftMax<float>(gradient, gradient);
        TensorPrimitives.Subtract(gradient, Smoothing / gradient.Length, gradient);
        gradient[label] -= 1 - Smoothing;
    }

    private static void Descend(SparseVector text, float size, float[] gradient, float[] weights, float[] bias)
    {
        for (var i = 0; i < text.Features.Length; i++)
        {
            var row = weights.AsSpan(text.Features[i] * gradient.Length, gradient.Length);
            TensorPrimitives.MultiplyAdd(gradient, -size * text.Weights[i], row, row);
        }

        TensorPrimitives.MultiplyAdd(gradient, -size * StepOfBias, bias, bias);
    }

    private static ExampleCentroids Centroids(IReadOnlyList<LabelledText> examples, (int[] Features, float[] Weights)[] texts, int features, int labels)
    {
        var sums = new float[features * labels];
        for (var i = 0; i < texts.Length; i++)
        {
            for (var j = 0; j < texts[i].Features.Length; j++)
                sums[(texts[i].Features[j] * labels) + examples[i].Label] += texts[i].Weights[j];
        }

        return new ExampleCentroids(sums, labels);
    }

    private static (int[] Features, float[] Weights) Read(FeatureVocabulary vocabulary, string text)
    {
        var most = TextFeatures.MostOf(text.Length);
        var vector = vocabulary.Read(text, new int[most], new float[most]);
        return (vector.Features.ToArray(), vector.Weights.ToArray());
    }
}
