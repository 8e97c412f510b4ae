using TieredRouting.Signals;

namespace TieredRouting.Evaluation;

/// <summary>
/// Requests as rows of numbers: counted features in deviations from their mean, their sum in the expected directions, and words. The means and deviations are those of the requests it is made from.
/// </summary>
internal sealed class TrainingDesign
{
    private readonly IReadOnlyList<LabelledRequest> _requests;
    private readonly double[][] _counted;
    private readonly double _scale;

    public TrainingDesign(IReadOnlyList<LabelledRequest> requests)
    {
        _requests = requests;
        Means = [.. Enumerable.Range(0, DifficultyFeatures.Count).Select(feature => requests.Average(request => request.Counted[feature]))];
        Deviations = [.. Means.Select((mean, feature) => Math.Sqrt(requests.Average(request => Math.Pow(request.Counted[feature] - mean, 2)))).Select(deviation => deviation < 1e-9 ? 0 : deviation)];
        var directed = Enumerable.Range(0, DifficultyFeatures.Count).Count(feature => Deviations[feature] > 0 && Direction(feature) != 0);
        _scale = directed == 0 ? 0 : 1 / Math.Sqrt(directed);
        _counted = [.. requests.Select(Row)];
    }

    public double[] Means { get; }

    public double[] Deviations { get; }

    public int Rows => _requests.Count;

    /// <summary>The counted features, their sum, and the words.</summary>
    public static int Columns => FirstWord + DifficultyModel.WordBuckets;

    public static int SumColumn => DifficultyFeatures.Count;

    public static int FirstWord => DifficultyFeatures.Count + 1;

    /// <summary>The rows times a vector.</summary>
    public void Multiply(ReadOnlySpan<double> by, Span<double> into)
    {
        for (var row = 0; row < Rows; row++)
        {
            var sum = 0.0;
            var counted = _counted[row];
            for (var i = 0; i < counted.Length; i++)
                sum += counted[i] * by[i];
            into[row] = sum + OfWords(_requests[row], by[FirstWord..]);
        }
    }

    /// <summary>The columns times a vector.</summary>
    public void MultiplyColumns(ReadOnlySpan<double> by, Span<double> into)
    {
        into.Clear();
        for (var row = 0; row < Rows; row++)
        {
            var counted = _counted[row];
            for (var i = 0; i < counted.Length; i++)
                into[i] += counted[i] * by[row];
            AddWords(_requests[row], by[row], into[FirstWord..]);
        }
    }

    /// <summary>The sum of each column's squares.</summary>
    public void Squares(Span<double> into)
    {
        into.Clear();
        for (var row = 0; row < Rows; row++)
        {
            for (var i = 0; i < _counted[row].Length; i++)
                into[i] += _counted[row][i] * _counted[row][i];
            for (var i = 0; i < _requests[row].Words.Length; i++)
                into[FirstWord + _requests[row].Words[i]] += _requests[row].Weights[i] * _requests[row].Weights[i];
        }
    }

    /// <summary>The model that weights of the columns come to: the sum's weight goes to the features it is made of.</summary>
    public DifficultyModel ToModel(double[] weights, DifficultyNames names, DifficultyScale probability)
    {
        var features = new FeatureWeight[DifficultyFeatures.Count];
        for (var i = 0; i < features.Length; i++)
            features[i] = new FeatureWeight(Means[i], Deviations[i], WeightOf(i, weights));
        return new DifficultyModel(names, features, Array.ConvertAll(weights[FirstWord..], weight => (float)weight), probability);
    }

    /// <summary>The weight of a counted feature, its part of the sum's included.</summary>
    public double WeightOf(int feature, double[] weights) => weights[feature] + (weights[SumColumn] * _scale * Direction(feature));

    private double[] Row(LabelledRequest request)
    {
        var row = new double[FirstWord];
        for (var i = 0; i < DifficultyFeatures.Count; i++)
        {
            row[i] = DifficultyModel.Standard(request.Counted[i], Means[i], Deviations[i]);
            row[SumColumn] += row[i] * Direction(i) * _scale;
        }

        return row;
    }

    private static int Direction(int feature) => DifficultyDirections.Of((DifficultyFeature)feature);

    private static double OfWords(LabelledRequest request, ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        for (var i = 0; i < request.Words.Length; i++)
            sum += request.Weights[i] * weights[request.Words[i]];
        return sum;
    }

    private static void AddWords(LabelledRequest request, double by, Span<double> into)
    {
        for (var i = 0; i < request.Words.Length; i++)
            into[request.Words[i]] += request.Weights[i] * by;
    }
}
