using TieredRouting.Configuration;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Audit;
using TieredRouting.Contracts;
using TieredRouting.Controls;
using TieredRouting.Economics;
using TieredRouting.Fallback;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>Turns a client call into a run: finds contract and facts, takes one snapshot of the messages, finds the route it continues.</summary>
internal sealed class RequestIntake(RouterServices services)
{
    private static readonly Pseudonyms NoKey = new(null);

    private readonly RouteMemory _memory = new();
    private readonly PlaceholderMemory _placeholders = new();
    private readonly AdoptedSchemas _adopted = new();
    private readonly RouteIds _ids = new();

    /// <summary>Reads a call, and finds what is wrong with it before anything is done.</summary>
    /// <exception cref="ArgumentException">There is no message, or one is null.</exception>
    /// <exception cref="InvalidOperationException">The contract, a fact or the schema does not fit.</exception>
    public ReceivedRequest Receive(RoutingModel model, IEnumerable<ChatMessage> messages, ChatOptions? options)
    {
        var request = Read(model, messages, options, services.Pseudonyms, out var routed);
        return new ReceivedRequest(routed, request, AsksForChoice(routed) ? null : Adopt(routed, options));
    }

    /// <summary>Finds the contract of a call that asks for one to be chosen; what it asks for by name stays as it is.</summary>
    /// <param name="model">The model that the call was received under.</param>
    /// <param name="received">The call.</param>
    /// <param name="asking">Has the models that may be asked to choose, or <see langword="null"/> to ask none.</param>
    /// <param name="cancellationToken">Fires when the caller cancels; the choice is made all the same.</param>
    public ValueTask<ReceivedRequest> ChosenAsync(RoutingModel model, ReceivedRequest received, RoutingPipeline? asking, CancellationToken cancellationToken) =>
        AsksForChoice(received.Routed) ? ChooseAsync(model, received.Request, asking, cancellationToken) : new(received);

    private static bool AsksForChoice(RoutedContract routed) => ContractNames.IsReserved(routed.Contract.Name);

    private async ValueTask<ReceivedRequest> ChooseAsync(RoutingModel model, SignalRequest asked, RoutingPipeline? asking, CancellationToken cancellationToken)
    {
        if (Continued(model, asked) is { } continued)
            return Under(continued, asked);
        var classified = asking?.Classifier is { } classifier ? await classifier.AskAsync(asked.Messages, cancellationToken) : null;
        var routed = classified is { IsRead: true } read
            ? Chosen(model, read.Contract)
            : Chosen(model, await model.Chooser!.ChooseAsync(asked.Messages, asking?.Embedded, cancellationToken));
        return Under(routed, asked) with { Classified = classified };
    }

    private ReceivedRequest Under(RoutedContract routed, SignalRequest asked) =>
        new(routed, new SignalRequest(routed.Contract, asked.Messages, asked.Options, asked.Facts) { IsChosen = true }, Adopt(routed, asked.Options));

    private static RoutedContract Chosen(RoutingModel model, string? contract) =>
        contract is null ? model.NotChosen("the request is for none of the contracts that give examples, says the classifier") : model.Find(contract);

    /// <summary>The contract of the route that a request continues: a tool loop stays under it, whatever its tools say.</summary>
    private RoutedContract? Continued(RoutingModel model, SignalRequest request) =>
        _memory.ContractOf(RouteOf(request)) is { } continued ? model.Contracts.GetValueOrDefault(continued)?.Routed : null;

    private static RoutedContract Chosen(RoutingModel model, ContractChoice choice) =>
        choice.Contract is { } chosen ? model.Find(chosen) : model.NotChosen(choice.WhyNone);

    /// <summary>Starts a run. A stream that is read twice is two runs, each with a record of its own.</summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="received">The call.</param>
    /// <param name="brought">What the approval is that the call brings, if it brings one.</param>
    public RouteRun Begin(RoutingPipeline pipeline, ReceivedRequest received, BroughtApproval brought = default)
    {
        var (started, now) = (services.Time.GetTimestamp(), services.Time.GetUtcNow());
        var contract = received.Routed.Contract;
        var callId = _ids.Next(now);
        var earlier = _memory.Recall(brought.RouteId ?? RouteOf(received.Request), contract.Name);
        earlier?.Resume(started);
        var inForce = services.Controls.At(now);
        var state = earlier ?? new RouteState(brought.RouteId ?? callId, contract.Name, BudgetOf(pipeline, received), started).Under(inForce, services.Caps);
        var controls = state.TakeOver(inForce, services.Caps);
        var run = new RouteRun(received.Routed, received.Request, state, callId, started)
        {
            Time = now,
            AdoptedSchema = received.AdoptedSchema,
            Placeholders = contract.Redaction is null ? null : _placeholders.For(received.Request.Options),
            Controls = controls,
            Limits = controls.On(pipeline.Model.Ladder),
            Grant = brought.Grant,
            NotGranted = brought.Refusal,
            DegradedBy = state.Budget.DegradedBy(started),
            // A step of a route that was let in is not turned away half-way.
            NotLetIn = earlier is null ? NotLetIn(controls) : null,
        };
        received.Classified?.Book(run);
        return run;
    }

    /// <summary>Decides without beginning anything: no cap counts it.</summary>
    public RouteDecision Plan(RoutingPipeline pipeline, ReceivedRequest received, SignalSet signals)
    {
        var controls = services.Controls.Current.Of(received.Routed.Contract.Name);
        var degradedBy = BudgetOf(pipeline, received).DegradedBy(services.Time.GetTimestamp());
        return pipeline.Model.Policy.Decide(received.Routed.Policy, signals, controls.On(pipeline.Model.Ladder), degradedBy);
    }

    private RouteFailure? NotLetIn(ContractControls controls)
    {
        if (services.Requests.IsClosing)
            return new RouteFailure("shutdown", "the router is shutting down and takes no new request");
        // What a control stops is not counted as begun.
        return controls.Stop is null && services.Caps.Begin(controls) is { } capped ? new RouteFailure(ControlCheck.Rule, capped) : null;
    }

    /// <summary>The money of a new route: its own limit, and the budgets that it shares with others.</summary>
    private RouteBudget BudgetOf(RoutingPipeline pipeline, ReceivedRequest received) =>
        new(received.Routed.Contract.Fallback.MaxCost, services.Budgets, SharesOf(pipeline.Budgets, received.Routed.Contract.Name, received.Request.Facts));

    private static BudgetShare[] SharesOf(BudgetTerms[] budgets, string contract, RequestFacts facts)
    {
        if (budgets.Length == 0)
            return [];
        var (shares, count) = (new BudgetShare[budgets.Length], 0);
        foreach (var terms in budgets)
        {
            if (terms.KeyOf(contract, facts.Cohort, facts.UserTier, facts.Workflow) is { } key)
                shares[count++] = new BudgetShare(terms, key);
        }

        return count == shares.Length ? shares : shares[..count];
    }

    /// <summary>
    /// The route a request continues. Where the provider holds the conversation, hosts send nothing but the results of
    /// the calls, and the conversation's id says which route they belong to.
    /// </summary>
    public static string? RouteOf(SignalRequest request)
    {
        if (RouteStamp.RouteIn(request.Messages) is { } stamped)
            return stamped;
        return request.Messages[^1].Role == ChatRole.Tool && request.Options?.ConversationId is { } conversation
            ? ConversationPin.Inward(conversation).Route
            : null;
    }

    /// <summary>Reads what a decision needs.</summary>
    public static SignalRequest Read(RoutingModel model, IEnumerable<ChatMessage> messages, ChatOptions? options, Pseudonyms? pseudonyms, out RoutedContract routed)
    {
        ArgumentNullException.ThrowIfNull(messages);
        routed = model.Find(RequestProperties.ContractOf(options));
        var facts = (pseudonyms ?? NoKey).In(RequestProperties.FactsOf(options));
        ChatMessage[] snapshot = [.. messages];
        if (snapshot.Length == 0)
            throw new ArgumentException($"A request to the contract '{routed.Contract.Name}' needs at least one message.", nameof(messages));
        if (Array.Exists(snapshot, static message => message is null))
            throw new ArgumentException($"A request to the contract '{routed.Contract.Name}' holds a null message.", nameof(messages));
        if (options?.Tools?.Any(static tool => tool is null) == true)
            throw new ArgumentException($"A request to the contract '{routed.Contract.Name}' offers a null tool.", nameof(options));
        return new SignalRequest(routed.Contract, snapshot, options, facts);
    }

    /// <summary>Keeps a route whose tool loop may go on, or that waits for a person to let it go up, and what the provider knows instead of sensitive text where it holds the conversation.</summary>
    public void Remember(RouteRun run, bool waits)
    {
        _placeholders.Remember(run.Placeholders);
        if (!run.IsStep && !waits)
            return;
        if (run.AsksPerson || waits)
            run.State.Pause(services.Time.GetTimestamp());
        _memory.Remember(run.State);
    }

    /// <summary>The contract's schema wins; one that only the caller has is adopted; two that differ are a mistake.</summary>
    private AdoptedSchema? Adopt(RoutedContract routed, ChatOptions? options)
    {
        if (options?.ResponseFormat is not ChatResponseFormatJson { Schema: { } asked })
            return null;
        if (routed.Contract.Schema is not { } own)
            return _adopted.Adopt(asked, routed.Contract);
        if (JsonElement.DeepEquals(asked, routed.SentSchema ?? own) || JsonElement.DeepEquals(asked, own))
            return null;
        throw new InvalidOperationException($"The contract '{routed.Contract.Name}' has a schema of its own, and the request brings a different one.");
    }
}
