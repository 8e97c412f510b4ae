using TieredRouting.Signals;

namespace TieredRouting.Evaluation;

/// <summary>Learns the weights of a model.</summary>
internal sealed class DifficultyFit
{
    private readonly TrainingDesign _design;
    private readonly double[] _weights;

    public DifficultyFit(IReadOnlyList<LabelledRequest> requests)
    {
        _design = new TrainingDesign(requests);
        var mean = requests.Average(request => request.Target);
        _weights = RidgeRegression.Solve(_design, [.. requests.Select(request => request.Target - mean)], Penalties(_design));
    }

    /// <summary>How hard a request is, on a scale that only orders.</summary>
    public double Score(LabelledRequest request)
    {
        var score = 0.0;
        for (var i = 0; i < DifficultyFeatures.Count; i++)
            score += _design.WeightOf(i, _weights) * DifficultyModel.Standard(request.Counted[i], _design.Means[i], _design.Deviations[i]);
        for (var i = 0; i < request.Words.Length; i++)
            score += request.Weights[i] * _weights[TrainingDesign.FirstWord + request.Words[i]];
        return score;
    }

    public DifficultyModel ToModel(DifficultyNames names, DifficultyScale probability) => _design.ToModel(_weights, names, probability);

    private static double[] Penalties(TrainingDesign design)
    {
        var penalties = new double[TrainingDesign.Columns];
        Array.Fill(penalties, design.Rows * TrainingPenalty.Counted, 0, DifficultyFeatures.Count);
        penalties[TrainingDesign.SumColumn] = design.Rows * TrainingPenalty.Sum;
        Array.Fill(penalties, design.Rows * TrainingPenalty.Words, TrainingDesign.FirstWord, penalties.Length - TrainingDesign.FirstWord);
        return penalties;
    }
}
