using TieredRouting.Telemetry;
using TieredRouting.Testing;

namespace TieredRouting.Evaluation;

/// <summary>Makes of a route what a report needs of it.</summary>
internal static class ResultReading
{
    public static RequestResult Of(RequestLine request, RoutedAnswer answer)
    {
        var route = answer.Route;
        var released = route.Outcome == Outcome.Released;
        var right = answer.Answer?.IsRecordedCorrect() == true;
        var unasked = released && route.Decision is { Class: WorkClass.T2 } && !IsAsked(route);
        return new RequestResult
        {
            Id = request.Id!,
            Contract = route.Contract,
            Cohort = request.Facts?.Cohort,
            Workflow = request.Facts?.Workflow,
            Class = route.Decision.Class,
            Outcome = route.Outcome,
            Tier = route.Tier,
            Correct = released && right,
            IsRight = right,
            Escalated = route.Escalated,
            Unasked = unasked,
            Asked = route.Decision.Approval && !unasked,
            Ungated = released && route.Gates.Values.Any(verdict => verdict != GateVerdict.Passed),
            Exhausted = route.Why?.StartsWith($"{EnumNames.Of(Trigger.Exhausted)}:", StringComparison.Ordinal) == true,
            Ticks = route.Duration.Ticks,
            Attempts = [.. route.Attempts.Select(attempt => new AttemptOutcome(attempt.Tier, attempt.Cost, attempt.Verdict.Triggers, attempt.Kind != CallKind.Answer) { Estimated = attempt.Estimated })],
        };
    }

    /// <summary>Where a tool call could have an effect, a person is asked about the call and not about the text.</summary>
    private static bool IsAsked(RouteResult route) =>
        route.Decision.Approval && (route.IsStep || route.Decision.Tools.Values.Any(risk => risk != ToolRisk.Read));
}
