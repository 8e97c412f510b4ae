using TieredRouting.Configuration;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using TieredRouting.Economics;
using TieredRouting.Fallback;
using TieredRouting.Signals;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>
/// The router: sends every request to the cheapest tier that keeps its contract. It is made by <c>AddTieredRouting</c> or
/// <c>UseTieredRouting</c>. Safe to share between threads.
/// </summary>
public sealed partial class TieredRoutingChatClient : IChatClient, IRoutePlanner, IRouteLatency, IAsyncDisposable
{
    private const int MostWarnings = 100;

    // As long as a host waits for what it stops, where nobody says otherwise.
    private static readonly TimeSpan ShutdownPatience = TimeSpan.FromSeconds(30);

    // Replaced as a whole when the configuration changes; a request reads it once and keeps it to its end.
    private volatile RoutingPipeline _pipeline;
    private RoutingReload? _reload;
    private readonly RouterServices _services;
    private readonly RequestIntake _intake;
    private readonly BroughtApprovals _brought;
    private readonly RouteClosing _closing;
    private readonly IChatClient? _decorated;
    private int _disposed;

    internal TieredRoutingChatClient(RoutingModel model, RouterServices services, IChatClient? decorated)
    {
        _services = services;
        _decorated = decorated;
        _pipeline = new RoutingPipeline(model, services);
        _intake = new RequestIntake(services);
        // Before anybody is told of changes: what the configuration says at the start is none, and records name it by the configuration's hash.
        services.Controls.Configure(model.Controls);
        services.Calibrations.Watch(CertifiedIn(model));
        Controls = new RoutingControls(services, () => _pipeline.Model);
        _brought = new BroughtApprovals(services);
        _closing = new RouteClosing(services, _intake);
        if (!model.Ladder.StatesSensitivity)
            services.Logger.SensitivityNotStated();
        Warn(model.Warnings);
    }

    /// <summary>Answers a request on the cheapest tier that keeps its contract.</summary>
    /// <param name="messages">The messages; enumerated once.</param>
    /// <param name="options">The options, with the contract and the facts.</param>
    /// <param name="cancellationToken">Cancels the request; what was spent until then is recorded.</param>
    /// <returns>The answer, with its route; or an empty one that waits for a person.</returns>
    /// <exception cref="ArgumentException">There is no message.</exception>
    /// <exception cref="InvalidOperationException">The contract, a fact or the schema does not fit.</exception>
    /// <exception cref="RouteFailedClosedException">The contract allows no answer to be released.</exception>
    /// <exception cref="TiersExhaustedException">No attempt is left.</exception>
    /// <exception cref="AuditWriteException">A sink that must succeed did not.</exception>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (PassesThrough(options))
            return await _decorated!.GetResponseAsync(messages, CallOptions.Stripped(options), cancellationToken);

        var pipeline = _pipeline;
        var received = _intake.Receive(pipeline.Model, messages, options);
        using var stay = _services.Requests.Enter(cancellationToken);
        var chosen = await _intake.ChosenAsync(pipeline.Model, received, pipeline, stay.Token);
        var run = _intake.Begin(pipeline, chosen, await _brought.FindAsync(chosen.Request));
        using var activity = Start(run);
        run.Decision = Decide(pipeline, run, await pipeline.Extraction.ExtractAsync(run.Request, stay.Token));
        var ending = await pipeline.Fallback.RunAsync(run, streaming: false, stay.Token);
        var closed = await _closing.CloseAsync(pipeline.Model, run, ending);
        Describe(activity, closed.Route);
        return closed.Answer(run, cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask<RouteDecision> PlanAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var pipeline = _pipeline;
        var stated = RequestIntake.Read(pipeline.Model, messages, options, _services.Pseudonyms, out var routed);
        var received = await _intake.ChosenAsync(pipeline.Model, new ReceivedRequest(routed, stated, AdoptedSchema: null), asking: null, cancellationToken);
        var signals = await pipeline.Extraction.ExtractAsync(received.Request, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return _intake.Plan(pipeline, received, signals);
    }

    /// <inheritdoc />
    public MeasuredLatency? Measured(string contract, string surface = "default")
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(surface);
        return _services.Latency.Of(contract, surface);
    }

    /// <inheritdoc />
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is null && serviceType.IsInstanceOfType(this))
            return this;
        if (serviceKey is null && serviceType == typeof(IApprovals))
            return _services.Approvals;
        if (serviceKey is null && serviceType == typeof(IRoutingControls))
            return Controls;
        if (serviceKey is null && serviceType == typeof(RoutingLedger))
            return _services.Ledger;
        if (serviceKey is null && serviceType == typeof(IRoutingFeedback))
            return _services.Feedback;
        if (serviceKey is null && serviceType == typeof(ICalibrationMonitor))
            return _services.Calibrations;
        if (serviceKey is null && serviceType.IsInstanceOfType(_services.Approvals.Store))
            return _services.Approvals.Store;
        return _decorated?.GetService(serviceType, serviceKey);
    }

    /// <summary>
    /// Takes no new request, and closes the sinks that the router made as soon as the last request under way has ended; it does not wait for that. Endpoint clients belong to the
    /// container or to whoever made them; only a client that this router decorates is disposed with it, as is the habit of decorators.
    /// </summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;
        _reload?.Dispose();
        _services.Requests.End(Release);
    }

    /// <summary>
    /// Takes no new request, waits half a minute for those under way, cancels the rest, on record, and then flushes the sinks and closes those that the router made. A host that stops has waited before
    /// this, for as long as it may.
    /// </summary>
    /// <remarks>
    /// Three bounds, one after another: 30 seconds for requests under way, 5 seconds for those that were cancelled to end and to be recorded, and 30 seconds for the sinks to flush, side by side; 65 seconds together.
    /// How long a sink takes to close has no bound here. What was cancelled by a host that stopped is not waited for again.
    /// </remarks>
    /// <returns>A task that ends when all that is done.</returns>
    public async ValueTask DisposeAsync()
    {
        using (var patience = new CancellationTokenSource(ShutdownPatience, _services.Time))
            await _services.Requests.DrainAsync(_services.Logger.CutOff, patience.Token);
        await _services.Audit.FlushAsync();
        Dispose();
    }

    /// <summary>The switches of this router.</summary>
    internal IRoutingControls Controls { get; }

    /// <summary>The accounts of this router's budgets.</summary>
    internal BudgetLedger Budgets => _services.Budgets;

    /// <summary>Binds approvals to the calls that they are for.</summary>
    internal ApprovedCalls ApprovedCalls => new(_services.Pseudonyms.Seal, _services.Logger);

    /// <summary>Takes over each valid change of a configuration section.</summary>
    internal void Follow(IConfiguration configuration, TieredRoutingOptions options, RoutingOptionsSource source) =>
        _reload = new RoutingReload(configuration, options, source, _services, Publish);

    /// <exception cref="InvalidOperationException">There is no such contract.</exception>
    internal void RequireContract(string name) => _pipeline.Model.Find(name);

    private void Publish(RoutingModel model)
    {
        // What was said before need not be said again by every change.
        var news = model.Warnings.Except(_pipeline.Model.Warnings, StringComparer.Ordinal).ToList();
        _pipeline = new RoutingPipeline(model, _services, _pipeline);
        _services.Controls.Configure(model.Controls);
        _services.Calibrations.Watch(CertifiedIn(model));
        Warn(news);
    }

    private static IEnumerable<(string Contract, CertifiedThreshold Entry)> CertifiedIn(RoutingModel model) =>
        from contract in model.Contracts.Values
        from entry in contract.Routed.Contract.Calibration?.Entries ?? []
        select (contract.Routed.Contract.Name, entry);

    private void Warn(IReadOnlyList<string> warnings)
    {
        foreach (var warning in warnings.Take(MostWarnings))
            _services.Logger.ConfigurationWarning(warning);
        if (warnings.Count > MostWarnings)
            _services.Logger.MoreConfigurationWarnings(warnings.Count - MostWarnings);
    }

    private bool PassesThrough(ChatOptions? options) => _decorated is not null && RequestProperties.ContractOf(options) is null;

    private void Release(bool late)
    {
        _services.Dispose();
        if (late && _decorated is not null)
            ThreadPool.UnsafeQueueUserWorkItem(DisposeQuietly, _decorated, preferLocal: false);
        else
            _decorated?.Dispose();
    }

    /// <summary>The last request does not wait for its client to tidy up: that may hang, and what it throws is nobody's error any more.</summary>
    private static void DisposeQuietly(IChatClient client)
    {
        try
        {
            client.Dispose();
        }
        catch (Exception)
        {
            // The answer has come, and is on record.
        }
    }

    private static RouteDecision Decide(RoutingPipeline pipeline, RouteRun run, SignalSet signals) =>
        pipeline.Model.Policy.Decide(run.Policy, signals, run.Limits, run.DegradedBy);

    private Activity? Start(RouteRun run) => _services.Metrics.Activities
        .StartActivity(TieredRoutingTelemetry.RequestActivity)?
        .SetTag(TieredRoutingTelemetry.ContractName, run.Contract.Name);

    private static void Describe(Activity? activity, RouteResult route)
    {
        if (activity is null)
            return;
        activity.SetTag(TieredRoutingTelemetry.Class, EnumNames.Of(route.Decision.Class));
        activity.SetTag(TieredRoutingTelemetry.Outcome, EnumNames.Of(route.Outcome));
        activity.SetTag(TieredRoutingTelemetry.TierName, route.Tier);
        if (route.Outcome is Outcome.Failed or Outcome.FailedClosed)
            activity.SetStatus(ActivityStatusCode.Error);
    }
}
