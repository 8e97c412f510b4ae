using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TieredRouting.Fallback;

namespace TieredRouting;

public sealed partial class TieredRoutingChatClient
{
    /// <summary>
    /// Streams the answer of the cheapest tier that keeps the contract. Where the contract must see the whole answer (a schema, confidence,
    /// disagreement, a validator, a gate that is no <see cref="IWindowedGate"/>, approval), nothing comes before all of it was accepted. Else it streams, held back by
    /// the largest window of its gates, and tool calls come with the end: the fallback may move on until the first content goes out, and a failure after that is a
    /// failure. The last update carries the route, and is withheld until the record is written.
    /// </summary>
    /// <param name="messages">The messages; enumerated once.</param>
    /// <param name="options">The options, with the contract and the facts.</param>
    /// <param name="cancellationToken">Cancels the request; what was spent until then is recorded.</param>
    /// <returns>The updates.</returns>
    /// <exception cref="ArgumentException">There is no message.</exception>
    /// <exception cref="InvalidOperationException">The contract, a fact or the schema does not fit.</exception>
    /// <exception cref="RouteFailedClosedException">While it is read: the contract fails closed, or what came after the first content is no answer.</exception>
    /// <exception cref="TiersExhaustedException">While it is read: no attempt is left.</exception>
    /// <exception cref="AuditWriteException">While it is read: a sink that must succeed did not.</exception>
    /// <exception cref="OperationCanceledException">While it is read: the caller cancelled.</exception>
    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (PassesThrough(options))
            return _decorated!.GetStreamingResponseAsync(messages, CallOptions.Stripped(options), cancellationToken);
        var pipeline = _pipeline;
        return StreamAsync(pipeline, _intake.Receive(pipeline.Model, messages, options), cancellationToken);
    }

    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(RoutingPipeline pipeline, ReceivedRequest received, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stay = _services.Requests.Enter(cancellationToken);
        var chosen = await _intake.ChosenAsync(pipeline.Model, received, pipeline, stay.Token);
        var run = _intake.Begin(pipeline, chosen, await _brought.FindAsync(chosen.Request));
        using var activity = Start(run);
        run.Decision = Decide(pipeline, run, await pipeline.Extraction.ExtractAsync(run.Request, stay.Token));
        var ending = await pipeline.Fallback.RunAsync(run, streaming: true, stay.Token);
        if (ending.Stream is not { } answer)
        {
            var whole = await _closing.CloseAsync(pipeline.Model, run, ending);
            Describe(activity, whole.Route);
            foreach (var update in whole.Answer(run, cancellationToken).ToChatResponseUpdates())
                yield return update;
            yield break;
        }

        ChatResponseUpdate? last = null;
        var ended = false;
        try
        {
            while (await answer.ReadAsync())
            {
                if (last is not null)
                    yield return last;
                last = answer.Current;
            }

            ended = true;
        }
        finally
        {
            if (!ended)
                await AbandonAsync(pipeline, run, answer);
        }

        var closed = await _closing.CloseAsync(pipeline.Model, run, await answer.FinishAsync(abandoned: false));
        Describe(activity, closed.Route);
        if (closed.Ending.Outcome == Outcome.Released)
            last = WithRoute(last, closed.Route);
        if (last is not null)
            yield return last;
        closed.ThrowIfNothingReleased(cancellationToken);
    }

    /// <summary>The caller stopped reading. There is nobody to throw to: the record says what happened.</summary>
    private async ValueTask AbandonAsync(RoutingPipeline pipeline, RouteRun run, OpenAnswer answer)
    {
        try
        {
            await _closing.CloseAsync(pipeline.Model, run, await answer.FinishAsync(abandoned: true));
        }
        catch (AuditWriteException)
        {
            // Counted and logged by the pipeline; no answer is left to withhold.
        }
    }

    private static ChatResponseUpdate WithRoute(ChatResponseUpdate? update, RouteResult route)
    {
        var copy = update?.Clone() ?? new ChatResponseUpdate(ChatRole.Assistant, (string?)null);
        copy.AdditionalProperties = copy.AdditionalProperties?.Clone() ?? [];
        RouteEnvelope.Attach(copy.AdditionalProperties, route);
        return copy;
    }
}
