using System.Diagnostics;
using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Policies;
using TieredRouting.Signals;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>
/// The visible loop over a finite plan: attempt, judge, move, until an answer is acceptable or the bounds are reached.
/// It returns a value for every ending and throws for none.
/// </summary>
internal sealed partial class FallbackLoop(
    TierLadder ladder,
    IMeteredDoor door,
    ControlCheck controls,
    AnswerChecks checks,
    TokenCounter? exactCounter,
    AttemptRecorder recorder,
    EndpointStates endpoints,
    ActivitySource activities,
    TimeProvider time)
{
    private readonly EscalationDoor _escalations = new(ladder);

    public async ValueTask<RouteEnding> RunAsync(RouteRun run, bool streaming, CancellationToken caller)
    {
        if (caller.IsCancellationRequested)
            return RouteEnding.Cancelled(exception: null);
        if (run.NotLetIn is { } refused)
            return NotLetIn(run, refused);
        var ending = AtOnce(run) ?? await InTimeAsync(run, streaming, caller);
        // To put it before a person is a step as well, and none is made of what was stopped.
        return ending.Outcome == Outcome.HumanReview ? controls.StopOf(run) ?? ending : ending;
    }

    /// <summary>How a request ends that no attempt is made for.</summary>
    private static RouteEnding? AtOnce(RouteRun run)
    {
        if (run.Decision.Unroutable is { } why)
            return FallbackEnding.Unroutable(run, why);
        return FallbackEnding.Gated(run) ?? (run.NotGranted is { } denied ? NotGranted(run, denied) : null);
    }

    private async ValueTask<RouteEnding> InTimeAsync(RouteRun run, bool streaming, CancellationToken caller)
    {
        var limit = run.Contract.Fallback.Deadline;
        var deadline = new RouteDeadline(limit is null ? null : limit - time.GetElapsedTime(run.State.Started), time, caller);
        var ending = await EndAsync(run, streaming, deadline);
        if (ending.Stream is null)
            deadline.Dispose();
        return ending;
    }

    /// <summary>What a person did not allow goes on as the contract says about requests that nothing is left for; an approval that is none goes nowhere.</summary>
    private static RouteEnding NotGranted(RouteRun run, RouteFailure why) =>
        why.Rule == EscalationDoor.Rule ? new RouteEnding(Outcome.FailedClosed, Failure: why) : FallbackEnding.Exhausted(run, why.Reason);

    private RouteEnding NotLetIn(RouteRun run, RouteFailure why)
    {
        if (why.Rule == ControlCheck.Rule)
            recorder.NoteBudget(run, budget: null);
        return new RouteEnding(Outcome.FailedClosed, Failure: why);
    }

    /// <summary>Whatever breaks here ends up on record like any other failure.</summary>
    private async ValueTask<RouteEnding> EndAsync(RouteRun run, bool streaming, RouteDeadline deadline)
    {
        try
        {
            var cursor = StartOf(run);
            return ConversationPinning.Unpinned(run, cursor, ladder) ?? BelowItsLoop(run, cursor) ?? await RunAsync(run, cursor, streaming, deadline);
        }
        catch (Exception exception)
        {
            return RouteEnding.Failed(exception, EnumNames.Of(ErrorKind.OwnBug));
        }
    }

    private async ValueTask<RouteEnding> RunAsync(RouteRun run, FallbackCursor cursor, bool streaming, RouteDeadline deadline)
    {
        var sent = SourceMark.Strip(RouteStamp.Strip(run.Messages));
        var messages = sent;
        while (!deadline.IsOver)
        {
            if (controls.Before(run, cursor) is { } barred)
                return barred;
            run.Certified = CertifiedTier.EntryAt(run, cursor);
            var result = CertifiedTier.AcceptsNothing(run, cursor)
                ? new AttemptResult { Trigger = CertifiedTier.TriggerOf(run.Certified!.Score) }
                : await AttemptAsync(run, cursor, messages, streaming, deadline);
            if (result.Ending is { } ending)
                return ending;
            if (deadline.Cancelled)
                return RouteEnding.Cancelled(exception: null);
            if (result.IsOvertaken)
                continue;
            var (move, end) = MoveOn(run, cursor, result);
            if (end is not null)
                return end;
            messages = Feedback(sent, move, result);
        }

        return FallbackEnding.Exhausted(run, "the deadline is over");
    }

    private static (FallbackMove Move, RouteEnding? End) MoveOn(RouteRun run, FallbackCursor cursor, AttemptResult result)
    {
        var from = cursor.Endpoint;
        var action = result.Instead ?? CertifiedTier.ActionOn(run, result.Trigger);
        var move = cursor.Next(result.Trigger, action, result.Error, result.FailedAt);
        NoteLeft(run, from, cursor, result.Trigger);
        run.MarkedHighRisk |= action.MarkHighRisk;
        run.State.Narrowed |= cursor.Narrow;
        run.Escalating = move == FallbackMove.Escalate ? run.Left : null;
        return (move, FallbackEnding.After(run, move, result) ?? ConversationPinning.Left(run, from, cursor.Endpoint, result.Trigger));
    }

    private static void NoteLeft(RouteRun run, TierEndpoint from, FallbackCursor cursor, Trigger why)
    {
        if (from.Tier != cursor.Endpoint.Tier)
            run.Left = new LeftEndpoint(from, why);
    }

    private FallbackCursor StartOf(RouteRun run)
    {
        var decision = run.Decision;
        var tokens = LengthParts.LeastTokens(decision.Signals);
        var cursor = new FallbackCursor(ladder, decision.FloorIndex, decision.TierIndex, run.Policy.MaxIndex, endpoint =>
            run.Limits.Allows(endpoint) && EndpointFilter.Allows(endpoint, run.Contract, decision.Lane, ladder.StatesSensitivity, tokens), endpoints);
        if (Earlier(run) is { } endpoint)
            cursor.StayWith(endpoint);
        run.StartIndex = cursor.TierIndex;
        ActOnHighRisk(run, cursor);
        _escalations.Rise(run, cursor);
        return cursor;
    }

    /// <summary>A tool loop whose endpoint is gone goes on at its tier or above it: only a named switch descends. Where no such tier is left, it is unroutable.</summary>
    private RouteEnding? BelowItsLoop(RouteRun run, FallbackCursor cursor)
    {
        if (run.State.Endpoint is not { } step || !ladder.TryGet(step.Tier, out var tier) || cursor.TierIndex >= tier.Index)
            return null;
        // A conversation that a provider holds is taken nowhere else.
        return run.Conversation is null && cursor.RiseAbove(tier.Index)
            ? null
            : FallbackEnding.Unroutable(run, $"the tool loop has reached '{tier.Name}', and no tier from there up is left for it");
    }

    /// <summary>Where the step before was made; else where the conversation is cached, as long as its tier is the one decided for. By name: the configuration may have changed.</summary>
    private TierEndpoint? Earlier(RouteRun run)
    {
        if (run.State.Endpoint is { } step)
            return ladder.FindEndpoint(step.Name);
        var held = run.Decision.Signals[SignalNames.Conversation]?.Text(ConversationParts.Endpoint);
        return held is not null && ladder.FindEndpoint(held) is { } endpoint && endpoint.Tier == run.Decision.Tier ? endpoint : null;
    }

    /// <summary>Moves risk work up before its first attempt: once a route, however many steps its tool loop has.</summary>
    private static void ActOnHighRisk(RouteRun run, FallbackCursor cursor)
    {
        if (run.State.HighRiskMoved || FallbackEnding.ActionOnHighRisk(run) is not { Kind: FallbackActionKind.Escalate or FallbackActionKind.SwitchTo } action)
            return;
        var from = cursor.Endpoint;
        cursor.Next(Trigger.HighRisk, action with { RetrySameTier = 0 });
        NoteLeft(run, from, cursor, Trigger.HighRisk);
        run.State.HighRiskMoved = true;
        // A request that starts at the named tier has nowhere to switch to, and asks for less all the same.
        run.State.Narrowed |= action.Narrow;
    }

    private static IReadOnlyList<ChatMessage> Feedback(IReadOnlyList<ChatMessage> sent, FallbackMove move, AttemptResult result) =>
        move == FallbackMove.Retry && result is { Trigger: Trigger.SchemaFailure, Response: { } response }
            ? RetryFeedback.Append(sent, response, result.Violations)
            : sent;
}
