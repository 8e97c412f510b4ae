using TieredRouting.Controls;
using TieredRouting.Tiers;

namespace TieredRouting.Fallback;

/// <summary>Asks, before each attempt, what controls say by now: a change is for the next attempt of requests that run, too.</summary>
internal sealed class ControlCheck(ControlBoard board, CapLedger caps, TierLadder ladder)
{
    public const string Rule = "controls";

    /// <summary>
    /// Takes over what is in force, and moves up where the request may not stay. It never moves down: within one request only a named switch does.
    /// </summary>
    /// <returns>The ending of a request that may go on nowhere; otherwise <see langword="null"/>.</returns>
    public RouteEnding? Before(RouteRun run, FallbackCursor cursor)
    {
        if (StopOf(run) is { } stopped)
            return stopped;
        return run.Limits == TierLimits.None || MayGoOn(run, cursor) ? null : RouteEnding.FailedClosed(Rule, WhyNot(run, cursor));
    }

    /// <summary>Takes over what is in force.</summary>
    /// <returns>The ending of a request that was stopped; otherwise <see langword="null"/>.</returns>
    public RouteEnding? StopOf(RouteRun run)
    {
        TakeOver(run);
        return run.Controls.Stop is { } stop ? RouteEnding.FailedClosed(Rule, $"{stop} stops its requests") : null;
    }

    /// <summary>Takes over what is in force, and says whether an endpoint may be asked beside the one that the request stands on: that is an attempt as well, and its controls may be newer.</summary>
    public bool LetHedge(RouteRun run, FallbackCursor cursor)
    {
        TakeOver(run);
        return run.Controls.Stop is null && !cursor.IsBelow(run.Limits.MinimumIndex);
    }

    /// <summary>Whether they say something else than when a request asked last.</summary>
    public bool HaveChanged(RouteRun run) => board.Current.Of(run.Contract.Name) != run.Controls;

    private void TakeOver(RouteRun run)
    {
        run.Controls = run.State.TakeOver(board.Current, caps);
        run.Limits = run.Controls.On(ladder);
        // A tier that is forced on every request is where this one begins: nobody is asked about it.
        run.StartIndex = Math.Max(run.StartIndex, Math.Max(run.Limits.MinimumIndex, run.Limits.ExactIndex ?? 0));
    }

    private static bool MayGoOn(RouteRun run, FallbackCursor cursor) =>
        run.Conversation is null ? cursor.RiseTo(run.Limits.MinimumIndex) : run.Limits.Allows(cursor.Endpoint);

    private static string WhyNot(RouteRun run, FallbackCursor cursor) => run.Conversation is null
        ? $"{run.Limits.By} leaves it no tier from '{cursor.Endpoint.Tier}' up"
        : $"{run.Limits.By} keeps it off '{cursor.Endpoint.Name}', which holds its conversation";
}
