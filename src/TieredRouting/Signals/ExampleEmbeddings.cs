using System.Numerics.Tensors;

namespace TieredRouting.Signals;

/// <summary>The embeddings of examples: the nearest says what a text is for. Immutable.</summary>
internal sealed class ExampleEmbeddings
{
    /// <summary>How many texts a generator is sent at once.</summary>
    public const int AtOnce = 256;

    /// <summary>So many are compared with all others to find the threshold.</summary>
    private const int Compared = 500;
    private const double ShareBelow = 0.05;

    /// <summary>Where too few examples are nearest to one of their own, to learn a threshold from.</summary>
    private const float WithoutTrial = 0.5f;
    private const int TooFew = 5;

    private readonly IReadOnlyList<LabelledText> _examples;
    private readonly List<float[]> _vectors;

    private ExampleEmbeddings(IReadOnlyList<LabelledText> examples, List<float[]> vectors)
    {
        (_examples, _vectors) = (examples, vectors);
        Threshold = Learn();
    }

    /// <summary>How near an example has to be: nearer than all but a small share of the examples are to another of their own.</summary>
    public float Threshold { get; }

    /// <exception cref="ArgumentException">The generator gave another number of vectors, or vectors of different lengths.</exception>
    public static ExampleEmbeddings Of(IReadOnlyList<LabelledText> examples, List<float[]> vectors) =>
        vectors.Count == examples.Count && vectors.TrueForAll(vector => vector.Length > 0 && vector.Length == vectors[0].Length)
            ? new ExampleEmbeddings(examples, vectors)
            : throw new ArgumentException("The vectors do not belong to the examples.", nameof(vectors));

    /// <summary>The label of the nearest example, and the cosine.</summary>
    /// <exception cref="ArgumentException">The vector is of another length.</exception>
    public (int Label, float Score) Nearest(ReadOnlySpan<float> vector, int except = -1)
    {
        var (label, score) = (0, 0f);
        for (var i = 0; i < _vectors.Count; i++)
        {
            if (i != except && TensorPrimitives.CosineSimilarity(vector, _vectors[i]) is var cosine && cosine > score)
                (label, score) = (_examples[i].Label, cosine);
        }

        return (label, score);
    }

    private float Learn()
    {
        var step = Math.Max(1, _vectors.Count / Compared);
        var own = new List<float>();
        for (var i = 0; i < _vectors.Count; i += step)
        {
            var (label, score) = Nearest(_vectors[i], except: i);
            if (label == _examples[i].Label && score > 0)
                own.Add(score);
        }

        return own.Count < TooFew ? WithoutTrial : own.Order().ElementAt((int)(ShareBelow * own.Count));
    }
}
