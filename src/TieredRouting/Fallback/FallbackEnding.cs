using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>The endings that a contract's plan calls for, other than an answer.</summary>
internal static class FallbackEnding
{
    /// <summary>What the contract says about risk work, where this is risk work.</summary>
    public static FallbackAction? ActionOnHighRisk(RouteRun run) =>
        run.Decision.Class == WorkClass.T2 ? run.Contract.Fallback.On.GetValueOrDefault(Trigger.HighRisk) : null;

    /// <summary>What the contract wants done about risk work before any attempt.</summary>
    public static RouteEnding? Gated(RouteRun run)
    {
        var action = ActionOnHighRisk(run);
        run.MarkedHighRisk |= action?.MarkHighRisk == true;
        return action?.Kind switch
        {
            FallbackActionKind.HumanReview => RouteEnding.Review("highRisk", "the class is T2 and the contract wants a person first"),
            FallbackActionKind.FailClosed => RouteEnding.FailedClosed("highRisk", "the class is T2 and the contract answers no such request"),
            _ => null,
        };
    }

    /// <summary>The ending of a request that no tier may serve.</summary>
    public static RouteEnding Unroutable(RouteRun run, string why) =>
        run.Contract.Unroutable == UnroutableAction.HumanReview
            ? RouteEnding.Review("unroutable", why)
            : RouteEnding.FailedClosed("unroutable", why);

    /// <summary>The ending a move calls for, or <see langword="null"/> where the route goes on.</summary>
    public static RouteEnding? After(RouteRun run, FallbackMove move, AttemptResult result)
    {
        var trigger = EnumNames.Of(result.Trigger);
        return move switch
        {
            FallbackMove.HumanReview => RouteEnding.Review(trigger, $"the contract wants a person after {InWords(run, result)}"),
            FallbackMove.FailClosed => RouteEnding.FailedClosed(trigger, $"the contract answers nothing after {InWords(run, result)}"),
            FallbackMove.Exhausted => Exhausted(run, $"no tier remains after {InWords(run, result)}"),
            _ => null,
        };
    }

    private static string InWords(RouteRun run, AttemptResult result) => result.Trigger == Trigger.GateFailure
        ? $"gateFailure ({string.Join(", ", result.Violations.Select(violation => violation.Rule))})"
        : $"{EnumNames.Of(result.Trigger)}{(run.Skipped is { } skipped ? $" (not asked: {string.Join(", ", skipped)})" : "")}";

    /// <summary>The ending when no attempt is left.</summary>
    public static RouteEnding Exhausted(RouteRun run, string bound)
    {
        var action = run.Contract.Fallback.For(Trigger.Exhausted);
        run.MarkedHighRisk |= action.MarkHighRisk;
        return action.Kind == FallbackActionKind.HumanReview
            ? RouteEnding.Review("exhausted", bound)
            : new RouteEnding(Outcome.FailedClosed, Failure: new RouteFailure("exhausted", bound, run.LastException));
    }
}
