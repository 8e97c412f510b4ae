using TieredRouting.Configuration;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using TieredRouting.Approvals;
using TieredRouting.Audit;
using TieredRouting.Controls;
using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Feedback;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>What a router has for its whole life, whichever configuration is in force: clock, telemetry, sinks, approvals.</summary>
internal sealed class RouterServices : IDisposable
{
    private readonly List<IDisposable> _owned = [];

    public RouterServices(IServiceProvider services, TieredRoutingOptions options, RequestsInFlight? requests = null)
    {
        Time = services.Clock();
        Logger = services.RoutingLogger();
        Metrics = new RoutingMetrics(services.GetService<IMeterFactory>(), options.Currency);
        Metrics.Observe(Latencies);
        EndpointReports = new EndpointReports(Metrics, Logger, Time);
        Embeddings = services.GetService<IEmbeddingGenerator<string, Embedding<float>>>();
        Pseudonyms = new Pseudonyms(options.IdKey is { } key ? () => key(services) : null);
        Requests = requests ?? new RequestsInFlight(Time);
        Controls = new ControlBoard(Time);
        Budgets = new BudgetLedger(Time, Logger);
        Caps = new CapLedger(Budgets, Time);
        Audit = new AuditPipeline(Sinks(services, options, required: true), Sinks(services, options, required: false), Time, Metrics, Logger);
        Calibrations = new CalibrationMonitor(new CalibrationEvents(Audit, Time), Time, Metrics, Logger);
        Ledger = new RoutingLedger(options.Ledger ?? new LedgerOptions(), Time);
        if (services.GetService<ILedgerStore>() is { } store)
            _owned.Add(new LedgerKeeper(Ledger.Book, store, Time, exception => Logger.LedgerNotKept(exception.GetType().Name)));
        Feedback = new FeedbackDesk(new FeedbackEvents(Audit, Ledger, Time), Time, Metrics, Calibrations, services.GetService<IRouteArchive>());
        Approvals = new ApprovalDesk(
            services.GetService<IApprovalStore>() ?? new InMemoryApprovalStore(), new ApprovalSeal(Pseudonyms.Seal), Pseudonyms.OfPerson, new ApprovalEvents(Audit, Ledger), Time, Metrics);
    }

    public TimeProvider Time { get; }

    public ILogger Logger { get; }

    public RoutingMetrics Metrics { get; }

    /// <summary>How long requests took.</summary>
    public LatencyLedger Latency { get; } = new();

    public EndpointReports EndpointReports { get; }

    /// <summary>The container's generator of embeddings, or <see langword="null"/>.</summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Embeddings { get; }

    /// <summary>What routes really came to.</summary>
    public RoutingLedger Ledger { get; }

    /// <summary>Where people say what became of answers.</summary>
    public FeedbackDesk Feedback { get; }

    /// <summary>Watches whether certified thresholds still keep their promises.</summary>
    public CalibrationMonitor Calibrations { get; }

    /// <summary>Where people decide.</summary>
    public ApprovalDesk Approvals { get; }

    public AuditPipeline Audit { get; }

    public Pseudonyms Pseudonyms { get; }

    /// <summary>The requests under way.</summary>
    public RequestsInFlight Requests { get; }

    /// <summary>The controls in force.</summary>
    public ControlBoard Controls { get; }

    /// <summary>The accounts of the budgets that requests share.</summary>
    public BudgetLedger Budgets { get; }

    /// <summary>What has been used of caps.</summary>
    public CapLedger Caps { get; }

    public void Dispose()
    {
        Controls?.Dispose();
        foreach (var owned in _owned)
            owned.Dispose();
        Metrics.Dispose();
    }

    private IEnumerable<(string Contract, string Surface, TimeSpan P50, TimeSpan P95)> Latencies() =>
        Latency.All().Select(each => (each.Contract, each.Surface, each.Measured.P50, each.Measured.P95));

    private IAuditSink[] Sinks(IServiceProvider services, TieredRoutingOptions options, bool required)
    {
        var sinks = new List<IAuditSink>();
        foreach (var registration in options.Sinks.Where(sink => sink.Required == required))
        {
            var sink = Make(services, registration);
            sinks.Add(sink);
            if (registration.Owned && sink is IDisposable disposable)
                _owned.Add(disposable);
        }

        return [.. sinks];
    }

    private IAuditSink Make(IServiceProvider services, AuditSinkRegistration registration)
    {
        var path = registration.Required ? "auditTo" : "writeTo";
        try
        {
            return registration.Create(services) ?? throw new InvalidOperationException("the factory made no sink");
        }
        catch (Exception exception)
        {
            Dispose();
            throw new OptionsValidationException(nameof(TieredRouting), typeof(TieredRoutingOptions), [$"{path}: {Failure.Of(exception)}"]);
        }
    }
}
