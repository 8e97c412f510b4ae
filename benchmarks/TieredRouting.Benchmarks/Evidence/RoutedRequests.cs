using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>Recorded requests that one of two endpoints is to answer.</summary>
internal sealed class RoutedRequests
{
    private const int Folds = 10;
    private const int CohortFolds = 6;

    private readonly List<string> _lines;
    private readonly string[] _texts;
    private readonly string[] _groups;
    private readonly int[] _folds;
    private readonly (string Small, string Large) _endpoints;
    private readonly bool _byCohort;

    private RoutedRequests(List<JsonElement> requests, (string Small, string Large) endpoints, bool byCohort)
    {
        (_endpoints, _byCohort) = (endpoints, byCohort);
        _lines = requests.ConvertAll(request => request.GetRawText());
        _texts = [.. requests.Select(request => request.GetProperty("text").GetString()!)];
        _groups = [.. requests.Select(request => request.GetProperty(byCohort ? "cohort" : "id").GetString()!)];
        _folds = byCohort ? [.. _groups.Select(group => Array.IndexOf([.. _groups.Distinct().Order(StringComparer.Ordinal)], group) % CohortFolds)] : [.. _groups.Select(group => (int)(HashOf(group) % Folds))];
        Gains = [.. requests.Select(request => Success(request, endpoints.Large) - Success(request, endpoints.Small))];
        Lengths = [.. _texts.Select(text => (double)text.Length)];
    }

    /// <summary>What sending each to the large endpoint gains.</summary>
    public IReadOnlyList<double> Gains { get; }

    public IReadOnlyList<double> Lengths { get; }

    public static RoutedRequests Read(string data, string file, string small, string large, bool byCohort) => new([.. EvidenceCommand.Lines(data, file)], (small, large), byCohort);

    /// <summary>
    /// The difficulty of each, by a model that had not seen it, nor its cohort where they are folded by cohort, less what the model gives all requests alike: that orders none of them, and where scores of several models are put
    /// together it works against each fold, since one with more to gain leaves the others with less (B. Parker, S. Günter, J. Bedo, "Stratification bias in low signal microarray studies", BMC Bioinformatics 8, 2007).
    /// </summary>
    public IReadOnlyList<double> HeldBackScores()
    {
        var scores = new double[_texts.Length];
        foreach (var fold in _folds.Distinct().Order())
        {
            var (model, centre) = (Trained(fold), CentreWithout(fold));
            for (var i = 0; i < scores.Length; i++)
            {
                if (_folds[i] == fold)
                    scores[i] = (LogOdds(model.Difficulty(_texts[i])) - LogOdds(centre)) * centre * (1 - centre);
            }
        }

        return scores;
    }

    /// <summary>A figure over resamples of the requests, in order: single ones, or whole cohorts.</summary>
    public double[] Resampled(int times, Func<int[], double> figure)
    {
        var random = new Random(20_26);
        var groups = _groups.Select((group, index) => (group, index)).GroupBy(one => one.group, one => one.index).Select(group => group.ToArray()).ToArray();
        var figures = new double[times];
        for (var i = 0; i < times; i++)
            figures[i] = figure([.. groups.SelectMany(_ => groups[random.Next(groups.Length)])]);
        Array.Sort(figures);
        return figures;
    }

    /// <summary>The share of the requests outside a fold that only the large endpoint answers rightly: where their model is centred.</summary>
    private double CentreWithout(int heldBack) => Gains.Where((_, index) => _folds[index] != heldBack).Average(gain => gain > 0 ? 1.0 : 0);

    private static double LogOdds(double probability) => Math.Log(probability / (1 - probability));

    private TrainedDifficulty Trained(int heldBack) => LearntModel.Of(_lines.Where((_, index) => _folds[index] != heldBack), _endpoints.Small, _endpoints.Large);

    private static double Success(JsonElement request, string endpoint) => request.GetProperty("answers").GetProperty(endpoint)[0].GetProperty("correct").GetBoolean() ? 1 : 0;

    private static uint HashOf(string text) => BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
