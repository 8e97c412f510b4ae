namespace TieredRouting.Evaluation;

/// <summary>Whether a request was refused: no answer came to the caller, because the model said no or a gate did. What failed for its form, its time or its provider is refused by nobody.</summary>
internal static class Refused
{
    public static bool Is(RouteResult route) =>
        route.Outcome is not (Outcome.Released or Outcome.HeldForApproval)
        && route.Attempts is [.., { Verdict.Triggers: var last }] && (last.Contains(Trigger.Refusal) || last.Contains(Trigger.GateFailure));
}
