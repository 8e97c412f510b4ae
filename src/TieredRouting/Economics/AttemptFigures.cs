using TieredRouting.Economics;

namespace TieredRouting;

/// <summary>What the model calls of a tier came to. Immutable.</summary>
public sealed class AttemptFigures
{
    private readonly LedgerNumbers _numbers;

    internal AttemptFigures(in LedgerNumbers numbers) => _numbers = numbers;

    /// <summary>The calls that were to answer: first and later attempts, passes, hedges.</summary>
    public int Attempts => _numbers[LedgerCount.Attempts];

    /// <summary>Those of them whose answer was accepted.</summary>
    public int Accepted => _numbers[LedgerCount.AcceptedAttempts];

    /// <summary>The calls that judged, classified or compared.</summary>
    public int SideCalls => _numbers[LedgerCount.SideCalls];

    /// <summary>The calls whose cost is an estimate.</summary>
    public int Estimated => _numbers[LedgerCount.Estimated];

    /// <summary>The answers that were accepted only because the contract reads tolerantly.</summary>
    public int Repaired => _numbers[LedgerCount.Repaired];

    /// <summary>The requests that the tier answered.</summary>
    public int Answered => _numbers[LedgerCount.Answered];

    /// <summary>Those of them that a user saw go wrong.</summary>
    public int AnsweredWrong => _numbers[LedgerCount.AnsweredVisibly];

    /// <summary>The requests that the tier answered and that started on another. They are harder than others, as a rule: that is why they came.</summary>
    public int Arrived => _numbers[LedgerCount.Arrived];

    /// <summary>Those of them that a user saw go wrong.</summary>
    public int ArrivedWrong => _numbers[LedgerCount.ArrivedVisibly];

    /// <summary>The tokens, where providers reported them.</summary>
    public TokenUsage Tokens => _numbers.Tokens;

    /// <summary>What the calls cost, in the ladder's currency.</summary>
    public decimal Cost => _numbers.AttemptCost;

    /// <summary>How long the calls took together.</summary>
    public TimeSpan Duration => new(_numbers.AttemptTicks);

    /// <summary>How often a trigger made an answer unacceptable. One answer may have several.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <returns>How often.</returns>
    public int Count(Trigger trigger) => _numbers[LedgerCount.FirstTrigger + (int)trigger];

    /// <summary>The sum of several.</summary>
    /// <param name="figures">What to add up.</param>
    /// <returns>The sum.</returns>
    public static AttemptFigures Sum(IEnumerable<AttemptFigures> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        var sum = new LedgerNumbers();
        foreach (var each in figures)
            sum.Add(each._numbers);
        return new AttemptFigures(sum);
    }
}
