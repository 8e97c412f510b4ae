using System.Text.Json.Serialization;

namespace TieredRouting.Signals;

/// <summary>Makes a score a probability, by a logistic curve. The slope is above zero, so that a higher score is never an easier request.</summary>
[method: JsonConstructor]
internal readonly record struct DifficultyScale(double Slope, double Offset)
{
    private const int Digits = 6;
    private const double Rarest = 0.01;

    /// <summary>The curve of scores that say how far a probability lies from its mean: a score of 0 is the mean, and near it a score is what it says.</summary>
    public static DifficultyScale Around(double mean)
    {
        var kept = Math.Clamp(mean, Rarest, 1 - Rarest);
        return new DifficultyScale(1 / (kept * (1 - kept)), Math.Log(kept / (1 - kept)));
    }

    public double Of(double score) => Math.Round(1 / (1 + Math.Exp(-((Slope * score) + Offset))), Digits);
}
