using System.Numerics;

namespace TieredRouting.Economics;

/// <summary>What calls come to in the ledger's numbers.</summary>
internal static class LedgerTally
{
    public static LedgerNumbers Of(in LedgerCall call)
    {
        var numbers = new LedgerNumbers { Cost = call.Cost, Ticks = call.Duration.Ticks };
        numbers[LedgerCount.Calls] = 1;
        numbers[LedgerCount.GateFailures] = call.GateFailures;
        if (call.IsFirst)
        {
            numbers[LedgerCount.Requests] = 1;
            numbers[LedgerCount.T0 + (int)call.Class] = 1;
        }

        if (call.Outcome is { } outcome)
            numbers[LedgerCount.Released + (int)outcome] = 1;
        if (call.Outcome is Outcome.Released or Outcome.HeldForApproval)
            numbers[LedgerCount.FirstLatency + LatencySteps.Of(call.Duration)] = 1;
        return numbers;
    }

    public static LedgerMarks MarksOf(in LedgerCall call)
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

    /// <summary>What a model call comes to on its tier, and what it adds to its client call.</summary>
    public static LedgerNumbers Of(in LedgerAttempt attempt, in LedgerCall call, ref LedgerNumbers ofCall, ref LedgerMarks marks, ref string? answer)
    {
        var numbers = new LedgerNumbers { AttemptCost = attempt.Cost, AttemptTicks = attempt.Duration.Ticks, Tokens = attempt.Usage ?? default };
        numbers[LedgerCount.Estimated] = attempt.Estimated ? 1 : 0;
        numbers[LedgerCount.Repaired] = attempt.Repaired ? 1 : 0;
        numbers[attempt.Answers ? LedgerCount.Attempts : LedgerCount.SideCalls] = 1;
        for (var left = (uint)attempt.Triggers; left != 0; left &= left - 1)
            numbers[LedgerCount.FirstTrigger + BitOperations.TrailingZeroCount(left)] = 1;
        if (!attempt.Answers)
            return numbers;
        if (!string.Equals(attempt.Tier, call.Start, StringComparison.OrdinalIgnoreCase))
            marks |= LedgerMarks.Moved;
        if (attempt.Triggers == 0)
            (numbers[LedgerCount.AcceptedAttempts], answer) = (1, attempt.Tier);
        else
            ofCall.RetryCost += attempt.Cost;
        return numbers;
    }

    /// <summary>What a route that a tier has answered comes to there.</summary>
    /// <param name="route">The route.</param>
    /// <param name="routes">How many more routes were answered.</param>
    /// <param name="visible">How many more of them a user saw go wrong.</param>
    public static LedgerNumbers Answered(in LedgerRoute route, int routes, int visible)
    {
        var numbers = new LedgerNumbers();
        (numbers[LedgerCount.Answered], numbers[LedgerCount.AnsweredVisibly]) = (routes, visible);
        if (route.Answered.Cohort != route.Started.Cohort)
            (numbers[LedgerCount.Arrived], numbers[LedgerCount.ArrivedVisibly]) = (routes, visible);
        return numbers;
    }
}
