using TieredRouting.Configuration;
using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Fallback;
using TieredRouting.Policies;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>The stages of one configuration, linked once. Immutable.</summary>
internal sealed class RoutingPipeline
{
    public RoutingPipeline(RoutingModel model, RouterServices services, RoutingPipeline? earlier = null)
    {
        Model = model;
        Embedded = earlier?.Embedded is { } embedded && earlier.Model.Chooser == model.Chooser && MayLeave(model) ? embedded : EmbeddedOf(model, services);
        Budgets = [.. model.Budgets.OrderBy(budget => budget.Name, StringComparer.Ordinal).Select(services.Budgets.Open)];
        Extraction = new SignalExtraction([.. Extractors(model, services)], model.Surroundings.ExtractorTimeLimit, services.Time, services.Logger);
        Endpoints = earlier?.Endpoints is { } known && earlier.Model.Ladder == model.Ladder ? known : new EndpointStates(model.Ladder, services.Time, services.EndpointReports, earlier?.Endpoints);
        var door = new MeteredDoor(model.Ladder.StatesSensitivity, Endpoints, services.Time, services.Controls);
        var recorder = new AttemptRecorder(services.Metrics, services.Logger, Endpoints, services.Time);
        var calls = new SideCalls(model.Ladder, door, model.Surroundings.TokenCounter, services.Controls);
        Classifier = model is { Classifier: { } asked, Chooser: { } chooser }
            ? new ClassifierCalls(calls, [.. chooser.Contracts.Select(contract => model.Contracts[contract].Routed)], chooser.Choices, asked, recorder, services.Time)
            : null;
        Fallback = new FallbackLoop(
            model.Ladder,
            door,
            new ControlCheck(services.Controls, services.Caps, model.Ladder),
            new AnswerChecks(new GateChecks(model.Surroundings.Gates, new JudgeCalls(calls, recorder), services.Logger)),
            model.Surroundings.TokenCounter,
            recorder,
            Endpoints,
            services.Metrics.Activities,
            services.Time);
    }

    public RoutingModel Model { get; }

    public SignalExtraction Extraction { get; }

    /// <summary>The budgets that requests share, sorted by name.</summary>
    public BudgetTerms[] Budgets { get; }

    public FallbackLoop Fallback { get; }

    /// <summary>What is known of the endpoints. A changed configuration keeps it for those of the same name.</summary>
    public EndpointStates Endpoints { get; }

    /// <summary>Has a model choose contracts, or <see langword="null"/> where none was named.</summary>
    public ClassifierCalls? Classifier { get; }

    /// <summary>Chooses contracts by embeddings, or <see langword="null"/> where no generator is registered, or none may be asked.</summary>
    public EmbeddedContracts? Embedded { get; }

    /// <summary>The ledger outlives configurations, so only here does the history come to the extractors.</summary>
    private static IEnumerable<ISignalExtractor> Extractors(RoutingModel model, RouterServices services) =>
        model.Surroundings.Extractors.Values.Select(extractor => extractor is CohortHistoryExtractor ? new CohortHistoryExtractor(new LedgerHistory(services.Ledger, model.Ladder, ReadsHistory(model))) : extractor);

    /// <summary>Whether a rule of all contracts reads it.</summary>
    private static bool ReadsHistory(RoutingModel model) => model.Surroundings.Rules.OfType<ConditionRule>().Any(static rule => rule.Reads(SignalNames.CohortHistory));

    private static EmbeddedContracts? EmbeddedOf(RoutingModel model, RouterServices services) =>
        services.Embeddings is { } generator && model.Chooser is { } chooser && MayLeave(model)
            ? new EmbeddedContracts(chooser, generator, model.Surroundings.ExtractorTimeLimit, services.Time, services.Logger)
            : null;

    /// <summary>
    /// Nobody knows where a generator runs, nor whether it may see what is sensitive. Where a contract that might be chosen has a residency or redacts, or the ladder says which endpoints may, it
    /// is sent nothing.
    /// </summary>
    private static bool MayLeave(RoutingModel model) =>
        !model.Ladder.StatesSensitivity && model.Chooser is { } chooser && chooser.Contracts.All(contract => model.Contracts[contract].Routed.Contract is { Residency.Count: 0, Redaction: null });
}
