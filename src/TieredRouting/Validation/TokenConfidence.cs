namespace TieredRouting;

/// <summary>
/// Reads a confidence from the log-probabilities that some providers give for the tokens of an answer, for <c>ContractBuilder.ReadConfidenceWith</c>.
/// It says how probable the model found its own words, which is not how probably they are true. Safe to call from several threads at once.
/// </summary>
public static class TokenConfidence
{
    /// <summary>The confidence by the geometric mean of the tokens' probabilities.</summary>
    /// <param name="logProbabilities">The natural logarithm of each token's probability, as the provider gave it.</param>
    /// <param name="mediumFrom">The least mean probability that is medium confidence, from 0 to 1. The default, 0.8, is arbitrary until it is measured for a model and a contract.</param>
    /// <param name="highFrom">The least that is high confidence, no lower than <paramref name="mediumFrom"/>. The default, 0.95, is just as arbitrary.</param>
    /// <returns>The confidence, or <see langword="null"/> where there are no numbers, or one that is no logarithm of a probability: nothing is made up.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A threshold is not between 0 and 1, or they are in the wrong order.</exception>
    public static ConfidenceLevel? FromLogProbabilities(IEnumerable<double> logProbabilities, double mediumFrom = 0.8, double highFrom = 0.95)
    {
        ArgumentNullException.ThrowIfNull(logProbabilities);
        RequireThresholds(mediumFrom, highFrom);
        var (sum, count) = (0d, 0);
        foreach (var logarithm in logProbabilities)
        {
            if (double.IsNaN(logarithm) || logarithm > 0)
                return null;
            (sum, count) = (sum + logarithm, count + 1);
        }

        return count == 0 ? null : LevelOf(Math.Exp(sum / count), mediumFrom, highFrom);
    }

    private static ConfidenceLevel LevelOf(double mean, double mediumFrom, double highFrom) =>
        mean >= highFrom ? ConfidenceLevel.High
        : mean >= mediumFrom ? ConfidenceLevel.Medium
        : ConfidenceLevel.Low;

    private static void RequireThresholds(double mediumFrom, double highFrom)
    {
        if (mediumFrom is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(mediumFrom), mediumFrom, "A probability lies between 0 and 1.");
        if (highFrom is not <= 1 || highFrom < mediumFrom)
            throw new ArgumentOutOfRangeException(nameof(highFrom), highFrom, "It lies between the other threshold and 1.");
    }
}
