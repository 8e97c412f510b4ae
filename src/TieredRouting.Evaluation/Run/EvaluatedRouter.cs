using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>
/// A router as an application has it, for one request at a time. With recordings every endpoint is answered from them, and time is virtual; without, the
/// configured clients answer in real time.
/// </summary>
internal sealed class EvaluatedRouter : IAsyncDisposable
{
    /// <summary>Longer than any cap or budget looks back: each request is judged by itself, whatever was asked before.</summary>
    private static readonly TimeSpan BetweenRequests = TimeSpan.FromHours(26);

    /// <summary>Shorter than what lies between requests: a start by expected cost knows nothing of those before, or the report would depend on their order and on how many are asked side by side.</summary>
    private static readonly LedgerOptions Forgetful = new() { Window = TimeSpan.FromHours(6) };

    private readonly LatestRecord _latest = new();
    private readonly ForgetfulApprovals _approvals = new();
    private readonly ServiceProvider _services;
    private readonly TieredRoutingChatClient _chat;
    private readonly VirtualTime? _time;
    private readonly ReplaySession? _replay;

    /// <exception cref="OptionsValidationException">What is declared is not valid.</exception>
    public EvaluatedRouter(RouterPlan plan, bool replays)
    {
        _time = replays ? new VirtualTime(new VirtualClock(TimeProvider.System.GetUtcNow())) : null;
        _replay = _time is null ? null : new ReplaySession(_time);
        _services = Build(plan);
        _chat = _services.GetRequiredService<TieredRoutingChatClient>();
        Model = _services.GetRequiredService<IOptionsMonitor<TieredRoutingOptions>>().CurrentValue.Model!;
    }

    public RoutingModel Model { get; }

    /// <summary>What the last request asked of its recording that is not there, or <see langword="null"/>.</summary>
    public string? Missing => _replay?.Missing;

    /// <summary>Asks, and gives the route of whatever came of it, with the answer where one was given.</summary>
    public Task<RoutedAnswer> AskAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, RecordingLine? recording, CancellationToken cancellationToken)
    {
        if (_time is null)
            return AskAsync(messages, options, cancellationToken);
        _time.Clock.Skip(BetweenRequests);
        _replay!.Begin(recording!);
        return _time.RunAsync(() => AskAsync(messages, options, cancellationToken));
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private async Task<RoutedAnswer> AskAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var response = await _chat.GetResponseAsync(messages, options, cancellationToken);
            return new RoutedAnswer(_latest.Take()!, _approvals.TakeDraft() ?? response);
        }
        catch (Exception exception) when (exception is not AuditWriteException && !cancellationToken.IsCancellationRequested && _latest.Take() is { } route)
        {
            return new RoutedAnswer(route, Answer: null);
        }
    }

    private ServiceProvider Build(RouterPlan plan)
    {
        var services = new ServiceCollection();
        plan.ConfigureServices?.Invoke(services);
        if (_time is not null)
            services.AddSingleton<TimeProvider>(_time.Clock);
        services.AddSingleton<IApprovalStore>(_approvals);
        services.AddTieredRouting(routing => Declare(routing, plan));
        if (plan.Only is { } tier)
            services.PostConfigure<TieredRoutingOptions>(options => OneTier.Keep(options, tier));
        if (plan.Adjust is { } adjust)
            services.PostConfigure(adjust);
        return services.BuildServiceProvider();
    }

    /// <summary>The application's own sinks are for real traffic.</summary>
    private void Declare(TieredRoutingBuilder routing, RouterPlan plan)
    {
        plan.Declare(routing);
        routing.Options.Sinks.Clear();
        if (_time is not null)
            routing.WithLedger(Forgetful);
        routing.WriteTo.Sink(_latest);
        if (plan.Audit is { } audit)
            routing.AuditTo.Sink(audit);
        if (_replay is { } replay)
            routing.StandInFor(endpoint => new ReplayedEndpoint(endpoint, replay));
    }
}
