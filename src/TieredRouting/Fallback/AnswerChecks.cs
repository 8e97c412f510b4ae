using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

/// <summary>
/// Looks at a successful answer, the same way on every tier and attempt: errors inside it, steps of a tool loop, refusals,
/// cut-off texts, the schema, validators, gates.
/// </summary>
internal sealed class AnswerChecks(IReadOnlyDictionary<string, IAnswerGate> gates)
{
    private static readonly IReadOnlyList<AnswerViolation> Empty = [new("", "the answer is empty")];
    private static readonly IReadOnlyList<AnswerViolation> ForbiddenTool = [new("", "it calls a tool that was not offered")];

    public async ValueTask<CheckedAnswer> CheckAsync(RouteRun run, ChatResponse response, int? outputLimit, CancellationToken cancellationToken)
    {
        if (response.Holds(static content => content is ErrorContent))
            return CheckedAnswer.Rejected(Trigger.ProviderError, error: "errorContent");
        if (response.Holds(RouteStamp.IsStep))
            return CheckStep(run, response);
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return CheckedAnswer.Rejected(Trigger.Refusal);
        if (IsTruncated(run, response, outputLimit))
            return CheckedAnswer.Rejected(Trigger.Truncated);
        return run.HasSchema
            ? await CheckJsonAsync(run, response.Text, cancellationToken)
            : await CheckTextAsync(run, response, cancellationToken);
    }

    /// <summary>
    /// A host runs every call it knows a tool for, also of a tool that was not offered: a call that the lane does not allow must not get out.
    /// </summary>
    private static CheckedAnswer CheckStep(RouteRun run, ChatResponse response) =>
        run.ReadsOnly && response.Holds(content => content is FunctionCallContent call && run.HasEffect(call))
            ? CheckedAnswer.Rejected(Trigger.GateFailure, ForbiddenTool)
            : CheckedAnswer.Step;

    /// <summary>Cut off is cut off, save where the caller asked for just so much free text.</summary>
    private static bool IsTruncated(RouteRun run, ChatResponse response, int? outputLimit) =>
        response.FinishReason == ChatFinishReason.Length
        && (run.HasSchema || run.Options?.MaxOutputTokens is not { } asked || asked > outputLimit);

    private async ValueTask<CheckedAnswer> CheckJsonAsync(RouteRun run, string text, CancellationToken cancellationToken)
    {
        using var reading = AnswerReader.Read(text);
        if (reading.Violation is { } unreadable)
            return CheckedAnswer.Rejected(Trigger.SchemaFailure, [unreadable]);
        var answer = new Answer(reading.Json!, reading.Document!.RootElement);
        if (run.AdoptedSchema?.Validate(answer) is { Count: > 0 } adopted)
            return CheckedAnswer.Rejected(Trigger.SchemaFailure, adopted);
        return await CheckAsync(run, answer, cancellationToken) with { Json = reading.Json };
    }

    private ValueTask<CheckedAnswer> CheckTextAsync(RouteRun run, ChatResponse response, CancellationToken cancellationToken)
    {
        var text = response.Text;
        if (string.IsNullOrWhiteSpace(text) && !response.Holds(static content => content is DataContent or UriContent))
            return new(CheckedAnswer.Rejected(Trigger.ProviderError, Empty, "empty"));
        return CheckAsync(run, new Answer(text), cancellationToken);
    }

    private async ValueTask<CheckedAnswer> CheckAsync(RouteRun run, Answer answer, CancellationToken cancellationToken)
    {
        foreach (var validator in run.Routed.Validators)
        {
            if (ViolationsBy(validator, answer) is { Count: > 0 } violations)
                return CheckedAnswer.Rejected(Trigger.SchemaFailure, violations);
        }

        return run.Decision.Gates.Count == 0 || await PassesGatesAsync(run, answer, cancellationToken)
            ? CheckedAnswer.Accepted
            : CheckedAnswer.Rejected(Trigger.GateFailure);
    }

    /// <summary>Every gate runs, also after one has failed: the record is to say what each of them said.</summary>
    /// <summary>A validator that breaks has not found the answer valid.</summary>
    private static IReadOnlyList<AnswerViolation> ViolationsBy(IAnswerValidator validator, Answer answer)
    {
        try
        {
            return validator.Validate(answer);
        }
        catch (Exception exception)
        {
            return [new("", $"the validator {validator.GetType().Name} threw {exception.GetType().Name}")];
        }
    }

    private async ValueTask<bool> PassesGatesAsync(RouteRun run, Answer answer, CancellationToken cancellationToken)
    {
        var passes = true;
        foreach (var name in run.Decision.Gates)
        {
            var verdict = await AskAsync(gates[name], answer, cancellationToken);
            (run.Gates ??= new Dictionary<string, GateVerdict>(StringComparer.Ordinal))[name] = verdict;
            passes &= verdict == GateVerdict.Passed;
        }

        return passes;
    }

    private static async ValueTask<GateVerdict> AskAsync(IAnswerGate gate, Answer answer, CancellationToken cancellationToken)
    {
        try
        {
            return await gate.CheckAsync(answer, cancellationToken);
        }
        catch (Exception)
        {
            return GateVerdict.Unavailable;
        }
    }
}
