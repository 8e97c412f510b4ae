using System.Globalization;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>Holds an attempt above the tier that a client call began on, where the contract wants a person to decide about it.</summary>
internal sealed class EscalationDoor(TierLadder ladder)
{
    public const string Rule = "approval";

    /// <summary>What a person has to decide about an attempt, or <see langword="null"/> where nobody is asked.</summary>
    public HeldEscalation? AskAbout(RouteRun run, FallbackCursor cursor, PlannedCall[] planned)
    {
        if (!IsRaised(run, cursor) || WorstCase(planned) is var cost && !Asks(run.Contract.EscalationApproval!, cursor.TierIndex, cost))
            return null;
        return new HeldEscalation(run.Left?.From.Tier ?? ladder.Tiers[run.StartIndex].Name, cursor.Endpoint.Tier, run.Left?.Why, cost);
    }

    /// <summary>Whether the request brings an approval of an attempt.</summary>
    public bool IsGranted(RouteRun run, HeldEscalation ask) => run.Grant?.Covers(ask, SpentAbove(run), ladder) == true;

    /// <summary>The ending of an attempt that waits for a person.</summary>
    public static RouteEnding Held(HeldEscalation ask, string currency) =>
        new(Outcome.HeldForApproval, Failure: new RouteFailure(Rule, InWords(ask, currency))) { Asks = ask };

    /// <summary>Uses the approval that grants an attempt, as the last thing before it is made: the ending where it cannot be used, otherwise <see langword="null"/>.</summary>
    public static async ValueTask<RouteEnding?> UseAsync(RouteRun run)
    {
        if (await run.Grant!.UseAsync() is { } refusal)
            return RouteEnding.FailedClosed(Rule, refusal);
        run.ApprovalId = run.Grant.ApprovalId;
        return null;
    }

    /// <summary>Whether a person may have to be asked about what a request does where it stands.</summary>
    public static bool IsRaised(RouteRun run, FallbackCursor cursor) => run.Contract.EscalationApproval is not null && cursor.TierIndex > run.StartIndex;

    /// <summary>Goes up at once to where a person let the request go; below, it has failed before.</summary>
    public void Rise(RouteRun run, FallbackCursor cursor)
    {
        var from = cursor.Endpoint;
        if (run.Grant is not { } grant || !ladder.TryGet(grant.Asked.To, out var to))
            return;
        // Another call of the route may have gone up by now, and stayed there: that is no beginning of this one.
        if (run.Decision.TierIndex < to.Index)
            run.StartIndex = Math.Min(run.StartIndex, to.Index - 1);
        if (to.Index <= cursor.TierIndex || !cursor.RiseTo(to.Index))
            return;
        run.Left = grant.Asked.Trigger is { } trigger ? new LeftEndpoint(from, trigger) : null;
        run.Escalating = run.Left;
    }

    private bool Asks(EscalationApproval limits, int tier, decimal cost) =>
        cost > limits.AboveCost || limits.Tier is { } named && ladder.TryGet(named, out var from) && tier >= from.Index;

    private static string InWords(HeldEscalation ask, string currency) => string.Create(
        CultureInfo.InvariantCulture,
        $"the escalation from '{ask.From}' to '{ask.To}'{(ask.Trigger is { } why ? $" after {EnumNames.Of(why)}" : "")} may cost up to {ask.ExpectedCost} {currency}, and a person decides whether it is made");

    /// <summary>What a client call has spent so far above the tier that it began on; as for what is asked, judges are not counted.</summary>
    private decimal SpentAbove(RouteRun run)
    {
        var spent = 0m;
        foreach (var attempt in run.Attempts)
        {
            if (attempt.Kind is CallKind.Answer or CallKind.Pass && ladder.TryGet(attempt.Tier, out var tier) && tier.Index > run.StartIndex)
                spent += attempt.Cost;
        }

        return spent;
    }

    private static decimal WorstCase(PlannedCall[] planned)
    {
        var cost = 0m;
        foreach (var call in planned)
            cost += call.Call.WorstCase;
        return cost;
    }
}
