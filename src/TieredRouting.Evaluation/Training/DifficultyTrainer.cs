using TieredRouting.Signals;

namespace TieredRouting.Evaluation;

/// <summary>
/// Learns a model of labelled requests. What it is worth is told by requests held back, a fifth at a time; then all of them teach the model. Everything is in the order of the requests, so the same requests make the same
/// model, on however many processors.
/// </summary>
internal sealed class DifficultyTrainer(LabelledRequests labelled, CancellationToken cancellationToken)
{
    private const int Few = 200;
    private const double Chance = 0.5;

    private readonly IReadOnlyList<LabelledRequest> _requests = labelled.All;
    private readonly double[] _gains = [.. labelled.All.Select(request => request.Gain)];
    private int _done;

    /// <summary>How far it is, from 0 to 1.</summary>
    public double Progress => _done / (1.0 + TrainingFolds.Folds);

    public TrainedDifficulty Train(string small, string large)
    {
        var routing = RoutingCurve.Of(HeldBack(), _gains);
        var length = RoutingCurve.Of([.. _requests.Select(request => (double)request.Length)], _gains);
        var model = new DifficultyFit(_requests).ToModel(new DifficultyNames(small, large, _requests.Count), DifficultyScale.Around(_requests.Average(request => request.Won)));
        return new TrainedDifficulty(model, labelled.LeftOut, routing, length, [.. labelled.Notes, .. Notes(routing, small, large)]);
    }

    private IEnumerable<string> Notes(RoutingCurve? routing, string small, string large)
    {
        if (_requests.Count < Few)
            yield return FormattableString.Invariant($"{_requests.Count} requests teach little; {Few} or more do better");
        if (routing is null)
            yield return $"'{large}' is right no more often than '{small}' here, so there is no gap to recover";
        if (routing is { Apgr: <= Chance })
            yield return "what was learnt orders recordings held back no better than chance";
    }

    /// <summary>The score of every request, by a fit that had not seen it.</summary>
    private double[] HeldBack()
    {
        var (folds, scores) = (TrainingFolds.Of(_requests), new double[_requests.Count]);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, TrainingFolds.Folds, parallel, fold =>
        {
            Score(scores, folds, fold);
            Interlocked.Increment(ref _done);
        });
        return scores;
    }

    private void Score(double[] scores, int[] folds, int fold)
    {
        LabelledRequest[] others = [.. _requests.Where((_, index) => folds[index] != fold)];
        if (others.Length == 0 || others.Length == _requests.Count)
            return;
        // Without the mean of what taught it: that shifts all scores of a fold alike, and against the fold, since a fold with more to gain leaves the others with less.
        var fit = new DifficultyFit(others);
        for (var i = 0; i < scores.Length; i++)
        {
            if (folds[i] == fold)
                scores[i] = fit.Score(_requests[i]);
        }
    }
}
