using System.Numerics;
using System.Runtime.InteropServices;

namespace TieredRouting.Signals;

/// <summary>The features that examples have, the frequent ones first, and what each is worth: the rarer, the more. Immutable.</summary>
internal sealed class FeatureVocabulary
{
    private readonly (uint Feature, int Place)[] _table;
    private readonly float[] _worth;
    private readonly float _worthOfUnknown;

    private FeatureVocabulary(List<KeyValuePair<uint, int>> byFrequency, int texts)
    {
        _worth = [.. byFrequency.Select(feature => Worth(texts, feature.Value))];
        _worthOfUnknown = Worth(texts, 0);
        _table = new (uint, int)[BitOperations.RoundUpToPowerOf2((uint)(2 * byFrequency.Count) + 2)];
        for (var i = 0; i < byFrequency.Count; i++)
            _table[PlaceOf(byFrequency[i].Key)] = (byFrequency[i].Key, i + 1);
    }

    public int Count => _worth.Length;

    /// <summary>Learns what texts have.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="most">The most features to keep.</param>
    public static FeatureVocabulary Of(IReadOnlyList<string> texts, int most)
    {
        var frequencies = new Dictionary<uint, int>();
        foreach (var text in texts)
            Note(text, frequencies);
        // What one text of many has by itself tells nothing of another.
        var least = texts.Count >= 1_000 ? 2 : 1;
        return new FeatureVocabulary([.. frequencies.Where(feature => feature.Value >= least).OrderByDescending(feature => feature.Value).ThenBy(feature => feature.Key).Take(most)], texts.Count);
    }

    /// <summary>Reads a text into two buffers of at least <see cref="TextFeatures.MostOf"/>. What it has and examples have not makes it unlike all of them.</summary>
    public SparseVector Read(ReadOnlySpan<char> text, Span<int> features, Span<float> weights)
    {
        var bag = new FeatureBag(TextFeatures.MostOf(text.Length));
        TextFeatures.Count(text, ref bag);
        var (known, square) = (0, 0f);
        for (var i = 0; i < bag.Count; i++)
        {
            var place = _table[PlaceOf(bag[i])].Place - 1;
            var weight = TextFeatures.WeightOf(bag[i]) * (place < 0 ? _worthOfUnknown : _worth[place]) * Repeated(bag.CountOf(i));
            square += weight * weight;
            if (place >= 0)
                (features[known], weights[known++]) = (place, weight);
        }

        bag.Dispose();
        var scale = square > 0 ? 1 / MathF.Sqrt(square) : 0;
        for (var i = 0; i < known; i++)
            weights[i] *= scale;
        return new SparseVector(features[..known], weights[..known]);
    }

    private static void Note(string text, Dictionary<uint, int> frequencies)
    {
        var bag = new FeatureBag(TextFeatures.MostOf(text.Length));
        TextFeatures.Count(text, ref bag);
        for (var i = 0; i < bag.Count; i++)
            CollectionsMarshal.GetValueRefOrAddDefault(frequencies, bag[i], out _)++;
        bag.Dispose();
    }

    /// <summary>Said twice is more than once, and not twice as much.</summary>
    private static float Repeated(int count) => count == 1 ? 1 : 1 + MathF.Log(count);

    private static float Worth(int texts, int frequency) => MathF.Sqrt(MathF.Log((1f + texts) / (1 + frequency)) + 1);

    /// <summary>Where a feature is in the table, or where it would be.</summary>
    private int PlaceOf(uint feature)
    {
        var mask = _table.Length - 1;
        var place = FeatureBag.Scattered(feature) & mask;
        while (_table[place].Place != 0 && _table[place].Feature != feature)
            place = (place + 1) & mask;
        return place;
    }
}
