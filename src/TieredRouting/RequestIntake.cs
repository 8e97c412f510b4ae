using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Fallback;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>Turns a client call into a run: finds contract and facts, takes one snapshot of the messages, finds the route it continues.</summary>
internal sealed class RequestIntake(TimeProvider time)
{
    private readonly RouteMemory _memory = new();
    private readonly AdoptedSchemas _adopted = new();
    private readonly RouteIds _ids = new();

    /// <exception cref="ArgumentException">There is no message, or one is null.</exception>
    /// <exception cref="InvalidOperationException">The contract, a fact or the schema does not fit.</exception>
    public RouteRun Begin(RoutingModel model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = Read(model, messages, options, out var routed);
        var (started, now) = (time.GetTimestamp(), time.GetUtcNow());
        var state = _memory.Recall(RouteStamp.RouteIn(request.Messages), routed.Contract.Name);
        var callId = _ids.Next(now);
        state ??= new RouteState(callId, routed.Contract.Name, new RouteBudget(routed.Contract.Fallback.MaxCost), started);
        return new RouteRun(routed, request, state, callId, started) { Time = now, AdoptedSchema = Adopt(routed, options) };
    }

    /// <summary>Reads what a decision needs.</summary>
    public static SignalRequest Read(RoutingModel model, IEnumerable<ChatMessage> messages, ChatOptions? options, out RoutedContract routed)
    {
        ArgumentNullException.ThrowIfNull(messages);
        routed = model.Find(RequestProperties.ContractOf(options));
        var facts = RequestProperties.FactsOf(options);
        ChatMessage[] snapshot = [.. messages];
        if (snapshot.Length == 0)
            throw new ArgumentException($"A request to the contract '{routed.Contract.Name}' needs at least one message.", nameof(messages));
        if (Array.Exists(snapshot, static message => message is null))
            throw new ArgumentException($"A request to the contract '{routed.Contract.Name}' holds a null message.", nameof(messages));
        return new SignalRequest(routed.Contract, snapshot, options, facts);
    }

    /// <summary>Keeps a route whose tool loop may go on.</summary>
    public void Remember(RouteRun run)
    {
        if (run.IsStep)
            _memory.Remember(run.State);
    }

    /// <summary>The contract's schema wins; one that only the caller has is adopted; two that differ are a mistake.</summary>
    private IAnswerValidator? Adopt(RoutedContract routed, ChatOptions? options)
    {
        if (options?.ResponseFormat is not ChatResponseFormatJson { Schema: { } asked })
            return null;
        if (routed.Contract.Schema is not { } own)
            return _adopted.ValidatorOf(asked, routed.Contract.Name);
        if (JsonElement.DeepEquals(asked, routed.SentSchema ?? own) || JsonElement.DeepEquals(asked, own))
            return null;
        throw new InvalidOperationException($"The contract '{routed.Contract.Name}' has a schema of its own, and the request brings a different one.");
    }
}
