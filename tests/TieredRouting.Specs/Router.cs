using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>
/// A router over three scripted tiers, nano, mini and full, with one contract called <c>work</c>, a recording sink and a
/// clock that only moves when told. A million tokens cost 1 and 2 on nano, 10 and 20 on mini, 100 and 200 on full.
/// </summary>
internal sealed class Router : IDisposable
{
    private readonly ServiceProvider _services;

    private Router(Action<TieredRoutingBuilder> contract, Action<TieredRoutingBuilder>? routing = null, Action<IServiceCollection>? services = null, Action<ChatClientBuilder>? around = null, Action<Router, TieredRoutingBuilder>? ladder = null)
    {
        var collection = new ServiceCollection();
        collection.AddMetrics().AddFakeLogging().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        collection.AddSingleton<TimeProvider>(Time);
        services?.Invoke(collection);
        var builder = collection.AddTieredRouting(tiers =>
        {
            (ladder ?? Three)(this, tiers);
            contract(tiers.AuditTo.Sink(Audit));
            routing?.Invoke(tiers);
        });
        around?.Invoke(builder);
        _services = collection.BuildServiceProvider();
    }

    public ScriptedChatClient Nano { get; } = new();

    public ScriptedChatClient Mini { get; } = new();

    public ScriptedChatClient Full { get; } = new();

    public RecordingAuditSink Audit { get; } = new();

    public FakeTimeProvider Time { get; } = new();

    public IServiceProvider Services => _services;

    public IChatClient Chat => _services.GetRequiredService<IChatClient>();

    public FakeLogCollector Logs => _services.GetFakeLogCollector();

    /// <summary>The only record there is.</summary>
    public AuditRecord Record => Audit.Records.Should().ContainSingle().Subject;

    public int Calls => Nano.Calls.Count + Mini.Calls.Count + Full.Calls.Count;

    public static Router With(Action<ContractBuilder> contract, Action<TieredRoutingBuilder>? routing = null, Action<IServiceCollection>? services = null, Action<ChatClientBuilder>? around = null) =>
        new(tiers => tiers.AddContract("work", contract), routing, services, around);

    /// <summary>A router whose contract promises a <typeparamref name="T"/>.</summary>
    public static Router For<T>(Action<ContractBuilder>? contract = null, Action<TieredRoutingBuilder>? routing = null, Action<IServiceCollection>? services = null) =>
        new(tiers => tiers.AddContract<T>("work", work =>
        {
            work.ForIntent(TaskIntent.Extract);
            contract?.Invoke(work);
        }), routing, services);

    /// <summary>A router over other tiers of the same three clients.</summary>
    public static Router On(Action<Router, TieredRoutingBuilder> ladder, Action<ContractBuilder> contract, Action<ChatClientBuilder>? around = null, Action<IServiceCollection>? services = null) =>
        new(tiers => tiers.AddContract("work", contract), services: services, around: around, ladder: ladder);

    public Task<ChatResponse> Ask(string text = "hello", ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Chat.GetResponseAsync(text, (options ?? new ChatOptions()).WithContract("work"), cancellationToken);

    public Task<ChatResponse> Ask(IEnumerable<ChatMessage> messages, ChatOptions? options = null) =>
        Chat.GetResponseAsync(messages, (options ?? new ChatOptions()).WithContract("work"));

    public Task<ChatResponse<T>> Ask<T>(string text = "hello") =>
        Chat.GetResponseAsync<T>(text, new ChatOptions().WithContract("work"));

    public IAsyncEnumerable<ChatResponseUpdate> Stream(string text = "hello", ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        Chat.GetStreamingResponseAsync(text, (options ?? new ChatOptions()).WithContract("work"), cancellationToken);

    public ValueTask<RouteDecision> Plan(string text = "hello", ChatOptions? options = null) =>
        _services.GetRequiredService<IRoutePlanner>().PlanAsync(text, (options ?? new ChatOptions()).WithContract("work"));

    /// <summary>Asks a question that must end in an exception.</summary>
    public async Task<T> Fails<T>(ChatOptions? options = null)
        where T : Exception => (await FluentActions.Awaiting(() => Ask(options: options)).Should().ThrowAsync<T>()).Which;

    public void Dispose() => _services.Dispose();

    private static void Three(Router router, TieredRoutingBuilder tiers) => tiers
        .AddTier("nano", tier => tier.UseClient(router.Nano).PricedAt(1, 2))
        .AddTier("mini", tier => tier.UseClient(router.Mini).PricedAt(10, 20))
        .AddTier("full", tier => tier.UseClient(router.Full).PricedAt(100, 200));
}
