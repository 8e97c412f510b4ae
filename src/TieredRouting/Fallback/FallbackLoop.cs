using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using TieredRouting.Economics;
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
    AnswerChecks checks,
    Func<string, int>? exactCounter,
    TimeProvider time,
    RoutingMetrics metrics,
    ILogger logger)
{
    public async ValueTask<RouteEnding> RunAsync(RouteRun run, bool streaming, CancellationToken caller)
    {
        if (caller.IsCancellationRequested)
            return RouteEnding.Cancelled(exception: null);
        if (run.Decision.Unroutable is { } why)
            return Unroutable(run, why);
        if (Gated(run) is { } gated)
            return gated;
        var limit = run.Contract.Fallback.Deadline;
        var deadline = new RouteDeadline(limit is null ? null : limit - time.GetElapsedTime(run.State.Started), time, caller);
        var ending = await EndAsync(run, streaming, deadline);
        if (ending.Stream is null)
            deadline.Dispose();
        return ending;
    }

    /// <summary>Whatever breaks here ends up on record like any other failure.</summary>
    private async ValueTask<RouteEnding> EndAsync(RouteRun run, bool streaming, RouteDeadline deadline)
    {
        try
        {
            var cursor = StartOf(run);
            return Unpinned(run, cursor) ?? await RunAsync(run, cursor, streaming, deadline);
        }
        catch (Exception exception)
        {
            return RouteEnding.Failed(exception, EnumNames.Of(ErrorKind.OwnBug));
        }
    }

    private async ValueTask<RouteEnding> RunAsync(RouteRun run, FallbackCursor cursor, bool streaming, RouteDeadline deadline)
    {
        var sent = RouteStamp.Strip(run.Messages);
        var messages = sent;
        while (true)
        {
            if (WhyNoAttempt(run, deadline) is { } bound)
                return deadline.Cancelled ? RouteEnding.Cancelled(exception: null) : Exhausted(run, bound);
            var result = await AttemptAsync(run, cursor, messages, streaming, deadline);
            if (result.Ending is { } ending)
                return ending;
            if (deadline.Cancelled)
                return RouteEnding.Cancelled(exception: null);
            var from = cursor.Endpoint;
            var move = Move(run, cursor, result);
            if (Terminal(run, move, result) is { } terminal)
                return terminal;
            if (run.Conversation is not null && cursor.Endpoint != from)
                return RouteEnding.FailedClosed("pinnedConversation", $"after {EnumNames.Of(result.Trigger)} another endpoint is needed, and only '{from.Name}' holds the conversation");
            messages = Feedback(sent, move, result);
            run.State.Narrowed |= cursor.Narrow;
            run.Escalating = move == FallbackMove.Escalate ? (from, result.Trigger) : null;
        }
    }

    private FallbackCursor StartOf(RouteRun run)
    {
        var decision = run.Decision;
        var tokens = LengthParts.LeastTokens(decision.Signals);
        var cursor = new FallbackCursor(ladder, decision.FloorIndex, decision.TierIndex, run.Policy.MaxIndex, endpoint =>
            EndpointFilter.Allows(endpoint, run.Contract, decision.Lane, ladder.StatesSensitivity, tokens));
        if (run.State.Endpoint is { } earlier)
            cursor.StayWith(earlier);
        if (!run.State.WasRiskWork && ActionOnHighRisk(run) is { Kind: FallbackActionKind.Escalate or FallbackActionKind.SwitchTo } action)
        {
            cursor.Next(Trigger.HighRisk, action with { RetrySameTier = 0 });
            // A request that starts at the named tier has nowhere to switch to, and asks for less all the same.
            run.State.Narrowed |= action.Narrow;
        }

        return cursor;
    }

    /// <summary>Stays with the endpoint that holds the conversation, or fails closed: to go on elsewhere would lose it without a word.</summary>
    private RouteEnding? Unpinned(RouteRun run, FallbackCursor cursor)
    {
        if (run.Options is not { } options || (options.ConversationId is null && options.ContinuationToken is null))
            return null;
        var (name, _, conversation) = options.ConversationId is { } id ? ConversationPin.Inward(id) : (null, null, string.Empty);
        var endpoint = ladder.Tiers.SelectMany(tier => tier.Endpoints).FirstOrDefault(endpoint => endpoint.Name == name);
        if (endpoint is null)
            return RouteEnding.FailedClosed("pinnedConversation", "the request goes on with a conversation, and does not say which endpoint of the ladder holds it");
        if (!cursor.StayWith(endpoint))
            return RouteEnding.FailedClosed("pinnedConversation", $"the endpoint '{endpoint.Name}' holds the conversation, and the request may not use it");
        run.Conversation = conversation;
        return null;
    }

    private static FallbackAction? ActionOnHighRisk(RouteRun run) =>
        run.Decision.Class == WorkClass.T2 ? run.Contract.Fallback.On.GetValueOrDefault(Trigger.HighRisk) : null;

    /// <summary>What the contract wants done about risk work before any attempt.</summary>
    private static RouteEnding? Gated(RouteRun run)
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

    private static RouteEnding Unroutable(RouteRun run, string why) =>
        run.Contract.Unroutable == UnroutableAction.HumanReview
            ? RouteEnding.Review("unroutable", why)
            : RouteEnding.FailedClosed("unroutable", why);

    /// <summary>The bound that is reached, if one is.</summary>
    private static string? WhyNoAttempt(RouteRun run, RouteDeadline deadline)
    {
        if (deadline.Cancelled)
            return "the caller cancelled";
        return deadline.IsOver ? "the deadline is over" : null;
    }

    private static FallbackMove Move(RouteRun run, FallbackCursor cursor, AttemptResult result)
    {
        var action = run.Contract.Fallback.For(result.Trigger);
        run.MarkedHighRisk |= action.MarkHighRisk;
        return cursor.Next(result.Trigger, action, result.Error);
    }

    private static RouteEnding? Terminal(RouteRun run, FallbackMove move, AttemptResult result)
    {
        var trigger = EnumNames.Of(result.Trigger);
        return move switch
        {
            FallbackMove.HumanReview => RouteEnding.Review(trigger, $"the contract wants a person after {InWords(result)}"),
            FallbackMove.FailClosed => RouteEnding.FailedClosed(trigger, $"the contract answers nothing after {InWords(result)}"),
            FallbackMove.Exhausted => Exhausted(run, $"no tier remains after {InWords(result)}"),
            _ => null,
        };
    }

    private static string InWords(AttemptResult result) => result.Trigger == Trigger.GateFailure
        ? $"gateFailure ({string.Join(", ", result.Violations.Select(violation => violation.Rule))})"
        : EnumNames.Of(result.Trigger);

    private static RouteEnding Exhausted(RouteRun run, string bound)
    {
        var action = run.Contract.Fallback.For(Trigger.Exhausted);
        run.MarkedHighRisk |= action.MarkHighRisk;
        return action.Kind == FallbackActionKind.HumanReview
            ? RouteEnding.Review("exhausted", bound)
            : new RouteEnding(Outcome.FailedClosed, Failure: new RouteFailure("exhausted", bound, run.LastException));
    }

    private static IReadOnlyList<ChatMessage> Feedback(IReadOnlyList<ChatMessage> sent, FallbackMove move, AttemptResult result) =>
        move == FallbackMove.Retry && result is { Trigger: Trigger.SchemaFailure, Response: { } response }
            ? RetryFeedback.Append(sent, response, result.Violations)
            : sent;

    /// <summary>Counts an escalation once its attempt is made: one that a bound forbids is none.</summary>
    private void NoteEscalation(RouteRun run, TierEndpoint to)
    {
        if (run.Escalating is not var (from, why))
            return;
        run.Escalating = null;
        run.Escalations++;
        var trigger = EnumNames.Of(why);
        metrics.Escalated(run.Contract.Name, from.Tier, trigger);
        logger.Escalated(run.State.Id, run.Contract.Name, from.Tier, to.Tier, trigger);
    }
}
