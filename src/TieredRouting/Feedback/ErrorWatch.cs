namespace TieredRouting.Feedback;

/// <summary>
/// Watches a stream of right and wrong answers for a share of wrong ones above what was promised, and may be looked at after every answer: a test by betting. Whoever bets on "more is
/// wrong than promised" starts with 1 and, as long as the promise holds, cannot expect to win; the chance of ever holding 1/δ is at most δ, whenever one looks (J. Ville, "Étude critique de la
/// notion de collectif", 1939; I. Waudby-Smith and A. Ramdas, "Estimating means of bounded random variables by betting", 2024).
/// </summary>
/// <remarks>
/// The stake is spread over how much worse it may have become (multiples of the odds) and over when: the part 1/(t(t+1)) is bet from the t-th answer on, so that a change after a long good time is found
/// too (J. Shin, A. Ramdas and A. Rinaldo, "E-detectors", 2023, spread the stake likewise). A sum of fair games begun at times fixed beforehand is a fair game. Memory: a number for each multiple. Not thread-safe.
/// </remarks>
/// <param name="maxError">The share of wrong answers that was promised, above 0 and below 1.</param>
/// <param name="confidence">How sure an alarm is, above 0 and below 1.</param>
internal sealed class ErrorWatch(double maxError, double confidence)
{
    private static readonly double[] OddsMultiples = [1.5, 2, 3, 6];

    private readonly double[] _stakes = new double[OddsMultiples.Length];

    /// <summary>How many answers were judged.</summary>
    public long Judged { get; private set; }

    /// <summary>How many of them were wrong.</summary>
    public long Wrong { get; private set; }

    /// <summary>Whether the promise was found to be broken. It stays so.</summary>
    public bool IsAlarmed { get; private set; }

    /// <summary>What the bet is worth by now, from 1 at the beginning; at 1/(1 − confidence) the promise is broken. It is not followed beyond that.</summary>
    public double Evidence => _stakes.Sum() + Unbegun(Judged);

    /// <summary>Adds a judgement.</summary>
    /// <returns>Whether it is the one that shows the promise to be broken.</returns>
    public bool Add(bool isWrong)
    {
        if (!IsAlarmed)
            Bet(isWrong);
        Judged++;
        Wrong += isWrong ? 1 : 0;
        if (IsAlarmed || Evidence * (1 - confidence) < 1)
            return false;
        return IsAlarmed = true;
    }

    private void Bet(bool isWrong)
    {
        var begun = (Unbegun(Judged) - Unbegun(Judged + 1)) / OddsMultiples.Length;
        for (var i = 0; i < _stakes.Length; i++)
        {
            var multiple = OddsMultiples[i];
            _stakes[i] = (_stakes[i] + begun) * (isWrong ? multiple : 1) / (1 - maxError + (multiple * maxError));
        }
    }

    /// <summary>The part of the stake that is not bet yet after so many answers.</summary>
    private static double Unbegun(long judged) => 1.0 / (judged + 1);
}
