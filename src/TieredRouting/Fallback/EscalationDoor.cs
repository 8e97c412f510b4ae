namespace TieredRouting.Fallback;

/// <summary>Holds an attempt above the tier that a client call began on, where the contract wants a person to decide about it.</summary>
internal sealed class EscalationDoor(TierLadder ladder)
{
    public const string Rule = "approval";

    /// <summary>The ending of an attempt that may not be made now, or <see langword="null"/> where it may.</summary>
    public async ValueTask<RouteEnding?> BeforeAsync(RouteRun run, FallbackCursor cursor, PlannedCall[] planned)
    {
        if (!IsRaised(run, cursor) || WorstCase(planned) is var cost && !Asks(run.Contract.EscalationApproval!, cursor.TierIndex, cost))
            return null;
        if (run.Grant is not { } grant || !grant.Covers(cursor.TierIndex, cost, ladder))
            return Held(new EscalationAsk(run.Left?.From.Tier ?? ladder.Tiers[run.StartIndex].Name, cursor.Endpoint.Tier, run.Left?.Why, cost));
        if (await grant.UseAsync() is { } refusal)
            return RouteEnding.FailedClosed(Rule, refusal);
        run.ApprovalId = grant.ApprovalId;
        return null;
    }

    /// <summary>Whether a person may have to be asked about what a request does where it stands.</summary>
    public static bool IsRaised(RouteRun run, FallbackCursor cursor) => run.Contract.EscalationApproval is not null && cursor.TierIndex > run.StartIndex;

    /// <summary>Goes up at once to where a person let the request go; below, it has failed before.</summary>
    public void Rise(RouteRun run, FallbackCursor cursor)
    {
        var from = cursor.Endpoint;
        if (run.Grant is not { } grant || !ladder.TryGet(grant.Asked.To, out var to) || to.Index <= cursor.TierIndex || !cursor.RiseTo(to.Index))
            return;
        run.Left = grant.Asked.Trigger is { } trigger ? new LeftEndpoint(from, trigger) : null;
        run.Escalating = run.Left;
    }

    private RouteEnding Held(EscalationAsk ask) =>
        new(Outcome.HeldForApproval, Failure: new RouteFailure(Rule, ask.InWords(ladder.Currency))) { Asks = ask };

    private bool Asks(EscalationApproval limits, int tier, decimal cost) =>
        cost > limits.AboveCost || limits.Tier is { } named && ladder.TryGet(named, out var from) && tier >= from.Index;

    private static decimal WorstCase(PlannedCall[] planned)
    {
        var cost = 0m;
        foreach (var call in planned)
            cost += call.Call.WorstCase;
        return cost;
    }
}
