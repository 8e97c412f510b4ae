using Microsoft.Extensions.AI;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

/// <summary>
/// Looks at a successful answer, the same way on every tier and attempt: errors inside it, steps of a tool loop, refusals
/// however they are said, cut-off texts, the schema, confidence, validators, gates.
/// </summary>
internal sealed class AnswerChecks(GateChecks gates)
{
    private static readonly IReadOnlyList<AnswerViolation> Empty = [new("", "the answer is empty")];
    public static readonly IReadOnlyList<AnswerViolation> NotOffered = [new("", "it calls a tool that was not offered")];
    public static readonly IReadOnlyList<AnswerViolation> Repeats = [new("", "it asks for the same tool call for the third time in a row")];

    /// <summary>Whether the answer must be seen whole before any of it goes out.</summary>
    public bool NeedWhole(RouteRun run) => run.NeedsWholeAnswer || gates.NeedWhole(run);

    /// <summary>What holds a stream back until its gates have passed it; without gates, nothing is held. Where no tool is offered, thoughts are left out and need no judge.</summary>
    public HeldUpdates HeldUpdatesOf(RouteRun run) =>
        new(gates.WindowFor(run), run.Options?.Tools is { Count: > 0 } ? gates.WindowFor(run) : null);

    public ValueTask<CheckedAnswer> CheckAsync(RouteRun run, ChatResponse response, int? outputLimit, CancellationToken cancellationToken)
    {
        if (response.Holds(IsError))
            return new(response.Holds(IsRefusal) ? CheckedAnswer.Rejected(Trigger.Refusal) : CheckedAnswer.Rejected(Trigger.ProviderError, error: "errorContent"));
        if (response.FinishReason == ChatFinishReason.ContentFilter)
            return new(CheckedAnswer.Rejected(Trigger.Refusal));
        var isStep = response.Holds(RouteStamp.IsStep);
        if (IsCutOff(run, response.FinishReason, outputLimit, isStep))
            return new(CheckedAnswer.Rejected(Trigger.Truncated));
        if (isStep)
            return CheckStepAsync(run, response, cancellationToken);
        return run.HasSchema
            ? CheckJsonAsync(run, response, cancellationToken)
            : CheckTextAsync(run, response, cancellationToken);
    }

    /// <summary>Cut off is cut off, save where the caller asked for just so much free text.</summary>
    public static bool IsCutOff(RouteRun run, ChatFinishReason? finish, int? outputLimit, bool isStep) =>
        finish == ChatFinishReason.Length
        && (isStep || run.HasSchema || run.AsksConfidence || run.Options?.MaxOutputTokens is not { } asked || asked > outputLimit);

    /// <summary>
    /// Whether a content calls a tool that the lane does not allow. A host runs every call it knows a tool for, also of a
    /// tool that was not offered: such a call must not get out.
    /// </summary>
    public static bool IsForbidden(RouteRun run, AIContent content) =>
        run.ReadsOnly && content is FunctionCallContent { InformationalOnly: false } call && run.HasEffect(call.Name);

    /// <summary>Whether a content is the error by which a provider says that the model refused.</summary>
    public static bool IsRefusal(AIContent content) =>
        content is ErrorContent { ErrorCode: { } code } && code.Equals("Refusal", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a content answers anything: spaces, and a model's thoughts about its answer, do not.</summary>
    public static bool IsAnswer(AIContent content) =>
        AttachedData.Is(content) || content is TextContent { Text: var text } && !string.IsNullOrWhiteSpace(text);

    public static bool IsError(AIContent content) => content is ErrorContent;

    /// <summary>
    /// A step has no schema to keep, but what it says beside its calls passes the gates as any text does. So does what was thought, which has to come back with
    /// the results of the calls; what is said and what is thought do not make one word.
    /// </summary>
    private async ValueTask<CheckedAnswer> CheckStepAsync(RouteRun run, ChatResponse response, CancellationToken cancellationToken)
    {
        if (response.Holds(content => IsForbidden(run, content)))
            return CheckedAnswer.Rejected(Trigger.GateFailure, NotOffered);
        if (RepeatedCalls.Stall(run.Messages, run.State.Id, response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()))
            return CheckedAnswer.Rejected(Trigger.Stalled, Repeats);
        var said = run.AsksConfidence ? EnvelopeReader.Open(response.Text, run.Contract.Reading).Answer.Text : response.Text;
        var verdicts = GateChecks.Join(await AskOfStepAsync(run, said, cancellationToken), await AskOfStepAsync(run, ThoughtsIn(response), cancellationToken));
        return CheckedAnswer.Judged(verdicts) with { IsStep = true, Text = said };
    }

    private async ValueTask<Dictionary<string, GateVerdict>> AskOfStepAsync(RouteRun run, string text, CancellationToken cancellationToken) =>
        text.Length == 0 ? [] : await gates.AskAsync(run, new Answer(text) { IsStep = true }, cancellationToken);

    private static string ThoughtsIn(ChatResponse response) => string.Concat(response.Messages
        .SelectMany(message => message.Contents)
        .OfType<TextReasoningContent>()
        .Select(thought => thought.Text));

    private async ValueTask<CheckedAnswer> CheckJsonAsync(RouteRun run, ChatResponse response, CancellationToken cancellationToken)
    {
        using var read = AnswerReader.Read(response.Text, run.Contract.Reading);
        if (!read.IsJson)
            return RefusalText.IsRefusal(response.Text) ? CheckedAnswer.Rejected(Trigger.Refusal) : CheckedAnswer.Rejected(Trigger.SchemaFailure, [read.Violation]);
        var said = run.AsksConfidence ? EnvelopeReader.Open(read, answer => SchemaViolations(run, answer)) : Whole(run, read);
        return await CheckAsync(run, response, said with { IsRepaired = read.IsRepaired }, cancellationToken);
    }

    private static EnvelopedAnswer Whole(RouteRun run, AnswerJson read)
    {
        var answer = new Answer(read.Json!, read.Document!.RootElement);
        return EnvelopedAnswer.Bare(answer, SchemaViolations(run, answer));
    }

    private static IReadOnlyList<AnswerViolation> SchemaViolations(RouteRun run, Answer answer) =>
        run.SchemaValidator is { } schema ? ViolationsBy(schema, answer) : [];

    private ValueTask<CheckedAnswer> CheckTextAsync(RouteRun run, ChatResponse response, CancellationToken cancellationToken)
    {
        var said = run.AsksConfidence ? EnvelopeReader.Open(response.Text, run.Contract.Reading) : EnvelopedAnswer.Bare(new Answer(response.Text), []);
        if (string.IsNullOrWhiteSpace(said.Answer.Text) && !response.Holds(AttachedData.Is))
            return new(CheckedAnswer.Rejected(Trigger.ProviderError, Empty, "empty"));
        if (RefusalText.IsRefusal(said.Answer.Text))
            return new(CheckedAnswer.Rejected(Trigger.Refusal));
        return run.Contract.Confidence is not null || run.Routed.Validators.Length > 0 || run.Decision.Gates.Count > 0
            ? CheckAsync(run, response, said, cancellationToken)
            : new(CheckedAnswer.Accepted);
    }

    private async ValueTask<CheckedAnswer> CheckAsync(RouteRun run, ChatResponse response, EnvelopedAnswer said, CancellationToken cancellationToken)
    {
        var confidence = AnswerConfidence.Of(run, response, said.Confidence);
        var check = said.Violations.Count > 0 ? CheckedAnswer.Rejected(Trigger.SchemaFailure, said.Violations)
            : CertifiedTier.IsTooLow(run, confidence) ? CheckedAnswer.Rejected(Trigger.LowConfidence)
            : await CheckAsync(run, said.Answer, cancellationToken);
        return check with { Text = said.Answer.Text, IsRepaired = said.IsRepaired && check.Verdict.IsAccepted, Confidence = confidence };
    }

    private async ValueTask<CheckedAnswer> CheckAsync(RouteRun run, Answer answer, CancellationToken cancellationToken)
    {
        foreach (var validator in run.Routed.Validators)
        {
            if (ViolationsBy(validator, answer) is { Count: > 0 } violations)
                return CheckedAnswer.Rejected(Trigger.SchemaFailure, violations);
        }

        return run.Decision.Gates.Count > 0 ? CheckedAnswer.Judged(await gates.AskAsync(run, answer, cancellationToken)) : CheckedAnswer.Accepted;
    }

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
}
