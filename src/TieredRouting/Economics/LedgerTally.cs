using System.Numerics;

namespace TieredRouting.Economics;

/// <summary>What a client call comes to in the ledger's numbers, with its model calls.</summary>
internal ref struct LedgerTally
{
    private readonly string? _start;

    /// <summary>What it adds where it started, with the model calls that were made there.</summary>
    public LedgerNumbers Numbers;

    public LedgerTally(in LedgerCall call)
    {
        _start = call.Start;
        Marks = MarksOf(call);
        (Numbers.Cost, Numbers.Ticks) = (call.Cost, call.Duration.Ticks);
        Numbers[LedgerCount.Calls] = 1;
        Numbers[LedgerCount.GateFailures] = call.GateFailures;
        if (call.IsFirst)
            Numbers[LedgerCount.Requests] = Numbers[LedgerCount.T0 + (int)call.Class] = 1;
        if (call.Outcome is { } outcome)
            Numbers[LedgerCount.Released + (int)outcome] = 1;
        if (call.Outcome is Outcome.Released or Outcome.HeldForApproval)
            Numbers[LedgerCount.FirstLatency + LatencySteps.Of(call.Duration)] = 1;
    }

    public LedgerMarks Marks { get; private set; }

    /// <summary>The tier whose answer was accepted last, or <see langword="null"/>.</summary>
    public string? Answer { get; private set; }

    public readonly bool IsStart(string tier) => string.Equals(tier, _start, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds a model call.</summary>
    /// <returns>Whether it was made on the tier that the request started on. If not, what it comes to (<see cref="Of"/>) is to be added there.</returns>
    public bool Add(in LedgerAttempt attempt)
    {
        var isHere = IsStart(attempt.Tier);
        if (attempt.Answers)
        {
            if (!isHere)
                Marks |= LedgerMarks.Moved;
            if (attempt.Triggers == 0)
                Answer = attempt.Tier;
            else
                Numbers.RetryCost += attempt.Cost;
        }

        if (isHere)
            Count(attempt, ref Numbers);
        return isHere;
    }

    /// <summary>What a model call comes to on its tier.</summary>
    public static LedgerNumbers Of(in LedgerAttempt attempt)
    {
        var numbers = new LedgerNumbers();
        Count(attempt, ref numbers);
        return numbers;
    }

    /// <summary>The tier that it started on has answered, and nothing is to be put elsewhere for that.</summary>
    public void AnswerAtStart(ref LedgerRoute route)
    {
        route.Answered = route.Started;
        Numbers[LedgerCount.Answered]++;
        if (route.Marks.IsVisible())
            Numbers[LedgerCount.AnsweredVisibly]++;
    }

    /// <summary>What a route that a tier has answered comes to there.</summary>
    /// <param name="route">The route.</param>
    /// <param name="routes">How many more routes were answered.</param>
    /// <param name="visible">How many more of them a user saw go wrong.</param>
    public static LedgerNumbers OfAnswer(in LedgerRoute route, int routes, int visible)
    {
        var numbers = new LedgerNumbers();
        (numbers[LedgerCount.Answered], numbers[LedgerCount.AnsweredVisibly]) = (routes, visible);
        if (route.Answered.Cohort != route.Started.Cohort)
            (numbers[LedgerCount.Arrived], numbers[LedgerCount.ArrivedVisibly]) = (routes, visible);
        return numbers;
    }

    private static void Count(in LedgerAttempt attempt, ref LedgerNumbers numbers)
    {
        numbers.AttemptCost += attempt.Cost;
        numbers.AttemptTicks += attempt.Duration.Ticks;
        if (attempt.Usage is { } usage)
            numbers.Tokens = new TokenUsage(numbers.Tokens.Input + usage.Input, numbers.Tokens.CachedInput + usage.CachedInput, numbers.Tokens.Output + usage.Output, numbers.Tokens.Reasoning + usage.Reasoning);
        numbers[LedgerCount.Estimated] += attempt.Estimated ? 1 : 0;
        numbers[LedgerCount.Repaired] += attempt.Repaired ? 1 : 0;
        numbers[attempt.Answers ? LedgerCount.Attempts : LedgerCount.SideCalls]++;
        numbers[LedgerCount.AcceptedAttempts] += attempt.Answers && attempt.Triggers == 0 ? 1 : 0;
        for (var left = (uint)attempt.Triggers; left != 0; left &= left - 1)
            numbers[LedgerCount.FirstTrigger + BitOperations.TrailingZeroCount(left)]++;
    }

    private static LedgerMarks MarksOf(in LedgerCall call)
    {
        var marks = call.IsFirst ? LedgerMarks.Begun : LedgerMarks.None;
        return call.Outcome switch
        {
            Outcome.FailedClosed or Outcome.Failed => marks | LedgerMarks.Refused,
            Outcome.HeldForApproval or Outcome.HumanReview => marks | LedgerMarks.Asked,
            Outcome.Cancelled => marks | LedgerMarks.Cancelled,
            _ => marks,
        };
    }
}
