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
        var controls = board.Current.Of(run.Contract.Name);
        run.State.TakeOver(controls, caps);
        run.Limits = controls.On(ladder);
        if (controls.Stop is { } stop)
            return RouteEnding.FailedClosed(Rule, $"{stop} stops its requests");
        return run.Limits == TierLimits.None || MayGoOn(run, cursor) ? null : RouteEnding.FailedClosed(Rule, WhyNot(run, cursor));
    }

    /// <summary>Whether they say something else than when a request asked last.</summary>
    public bool HaveChanged(RouteRun run) => board.Current.Of(run.Contract.Name) != run.State.Controls;

    private static bool MayGoOn(RouteRun run, FallbackCursor cursor) =>
        run.Conversation is null ? cursor.RiseTo(run.Limits.MinimumIndex) : run.Limits.Allows(cursor.Endpoint);

    private static string WhyNot(RouteRun run, FallbackCursor cursor) => run.Conversation is null
        ? $"{run.Limits.By} leaves it no tier from '{cursor.Endpoint.Tier}' up"
        : $"{run.Limits.By} keeps it off '{cursor.Endpoint.Name}', which holds its conversation";
}
