using TieredRouting.Configuration;
using TieredRouting.Telemetry;
using TieredRouting.Testing;

namespace TieredRouting.Evaluation;

/// <summary>Makes of a route what a report needs of it.</summary>
internal static class ResultReading
{
    /// <summary>What ends an answer before its schema is looked at.</summary>
    private static readonly Trigger[] BeforeSchema = [Trigger.Timeout, Trigger.Stalled, Trigger.ProviderError, Trigger.Refusal, Trigger.Truncated];

    public static RequestResult Of(RequestLine request, RoutedAnswer answer, RoutingModel model, bool? toRefuse)
    {
        var route = answer.Route;
        var released = route.Outcome == Outcome.Released;
        var right = answer.Answer?.IsRecordedCorrect() == true;
        var unasked = released && route.Decision is { Class: WorkClass.T2 } && !IsAsked(route);
        var checkedAnswers = AnswersToSchema(route, model);
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
            SchemaAnswers = checkedAnswers.Count,
            SchemaKept = checkedAnswers.Count(attempt => !attempt.Verdict.Triggers.Contains(Trigger.SchemaFailure)),
            Grounded = GroundedOf(route),
            RefusedRightly = toRefuse is { } labelled ? labelled == Refused.Is(route) : null,
            Exhausted = route.Why?.StartsWith($"{EnumNames.Of(Trigger.Exhausted)}:", StringComparison.Ordinal) == true,
            Ticks = route.Duration.Ticks,
            Attempts = [.. route.Attempts.Select(attempt => new AttemptOutcome(attempt.Tier, attempt.Cost, attempt.Verdict.Triggers, attempt.Kind != CallKind.Answer) { Estimated = attempt.Estimated })],
        };
    }

    private static List<Attempt> AnswersToSchema(RouteResult route, RoutingModel model) =>
        route.IsStep || !model.Contracts.TryGetValue(route.Contract, out var contract) || contract.Routed.Contract.Schema is null
            ? []
            : [.. route.Attempts.Where(attempt => attempt is { Kind: CallKind.Answer, Error: null } && !attempt.Verdict.Triggers.Any(BeforeSchema.Contains))];

    private static bool? GroundedOf(RouteResult route) => route.Gates.TryGetValue(GateNames.Groundedness, out var verdict) && verdict != GateVerdict.Unavailable
        ? verdict == GateVerdict.Passed
        : null;

    /// <summary>Where a tool call could have an effect, a person is asked about the call and not about the text.</summary>
    private static bool IsAsked(RouteResult route) =>
        route.Decision.Approval && (route.IsStep || route.Decision.Tools.Values.Any(risk => risk != ToolRisk.Read));
}
