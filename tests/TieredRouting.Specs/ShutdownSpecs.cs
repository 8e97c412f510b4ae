using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class ShutdownSpecs : IDisposable
{
    private readonly ScriptedChatClient _model = new();
    private readonly RecordingAuditSink _audit = new();
    private readonly FakeTimeProvider _time = new();
    private readonly TaskCompletionSource<ChatResponse> _answer = new();

    [Fact]
    public async Task A_host_that_stops_lets_requests_end_and_takes_no_new_one()
    {
        using var host = await HostAsync();
        _model.Answers((_, token) => _answer.Task.WaitAsync(token));
        var asking = Ask(host.Services);

        var stopping = host.StopAsync(TestContext.Current.CancellationToken);
        var refused = (await FluentActions.Awaiting(() => Ask(host.Services)).Should().ThrowAsync<RouteFailedClosedException>()).Which;
        stopping.IsCompleted.Should().BeFalse();
        _answer.SetResult(Scenery.Finished("hi", ChatFinishReason.Stop));

        (await asking).Text.Should().Be("hi");
        await stopping;
        refused.Rule.Should().Be("shutdown");
        refused.Message.Should().Contain("work").And.Contain("shutting down");
        _audit.Records.Select(record => record.Route.Outcome).Should().Equal(Outcome.FailedClosed, Outcome.Released);
    }

    [Fact]
    public async Task What_does_not_end_in_the_hosts_time_is_recorded_as_cancelled()
    {
        using var host = await HostAsync();
        _model.Answers((_, token) => _answer.Task.WaitAsync(token));
        var asking = Ask(host.Services);

        await host.StopAsync(new CancellationToken(canceled: true));

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        var route = _audit.Records.Should().ContainSingle().Subject.Route;
        (route.Outcome, route.Attempts.Count).Should().Be((Outcome.Cancelled, 1));
        route.Why.Should().Contain("shut down");
    }

    [Fact]
    public async Task A_client_that_ignores_its_cancellation_holds_no_shutdown_up()
    {
        using var host = await HostAsync();
        _model.Answers((_, _) => _answer.Task);
        var asking = Ask(host.Services);

        await host.StopAsync(new CancellationToken(canceled: true));

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        _audit.Records.Should().ContainSingle().Which.Route.Outcome.Should().Be(Outcome.Cancelled);
    }

    [Fact]
    public async Task Without_a_host_the_provider_waits_when_it_is_disposed()
    {
        var services = Services();
        _model.Answers((_, token) => _answer.Task.WaitAsync(token));
        var asking = Ask(services);

        var disposing = services.DisposeAsync().AsTask();
        disposing.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(29));
        disposing.IsCompleted.Should().BeFalse();
        _answer.SetResult(Scenery.Finished("hi", ChatFinishReason.Stop));

        (await asking).Text.Should().Be("hi");
        await disposing;
        _audit.Records.Should().ContainSingle();
    }

    [Fact]
    public async Task Without_a_host_the_provider_cancels_after_half_a_minute()
    {
        var services = Services();
        _model.Answers((_, token) => _answer.Task.WaitAsync(token));
        var asking = Ask(services);

        var disposing = services.DisposeAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(31));

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        await disposing;
        _audit.Records.Should().ContainSingle().Which.Route.Outcome.Should().Be(Outcome.Cancelled);
    }

    [Fact]
    public async Task Decorators_that_dispose_the_router_first_do_not_cut_it_off()
    {
        var services = Services(builder => builder.UseFunctionInvocation());
        _model.Answers((_, token) => _answer.Task.WaitAsync(token));
        var asking = Ask(services);

        var disposing = services.DisposeAsync().AsTask();
        _answer.SetResult(Scenery.Finished("hi", ChatFinishReason.Stop));

        (await asking).Text.Should().Be("hi");
        await disposing;
        _audit.Records.Should().ContainSingle().Which.Route.Outcome.Should().Be(Outcome.Released);
    }

    [Fact]
    public async Task The_file_is_closed_after_the_last_record_also_where_nobody_waits()
    {
        using var folder = new Folder();
        var path = folder["audit.jsonl"];
        var services = Services(routing: tiers => tiers.AuditTo.JsonLines(path));
        _model.Answers((_, token) => _answer.Task.WaitAsync(token));
        var asking = Ask(services);

        services.Dispose();
        _answer.SetResult(Scenery.Finished("hi", ChatFinishReason.Stop));

        (await asking).Text.Should().Be("hi");
        (await AuditChain.VerifyAsync(path, cancellationToken: TestContext.Current.CancellationToken)).Records.Should().Be(1);
    }

    [Fact]
    public async Task A_router_that_is_gone_says_so()
    {
        var services = Services();
        var chat = services.GetRequiredService<IChatClient>();
        await services.DisposeAsync();

        await FluentActions.Awaiting(() => chat.GetResponseAsync("hello", new ChatOptions().WithContract("work"))).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task A_best_effort_sink_is_waited_for()
    {
        var slow = new SlowSink();
        var services = Services(routing: tiers => tiers.WriteTo.Sink(slow));
        _model.Answers("hi", 10, 5);
        await Ask(services);

        var disposing = services.DisposeAsync().AsTask();
        disposing.IsCompleted.Should().BeFalse();
        slow.Written.SetResult();

        await disposing;
    }

    [Fact]
    public async Task A_stream_under_way_ends_too()
    {
        using var host = await HostAsync();
        _model.Answers("one two three", 10, 5);
        await using var updates = host.Services.GetRequiredService<IChatClient>()
            .GetStreamingResponseAsync("hello", new ChatOptions().WithContract("work"), TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await updates.MoveNextAsync();

        var stopping = host.StopAsync(TestContext.Current.CancellationToken);
        stopping.IsCompleted.Should().BeFalse();
        while (await updates.MoveNextAsync())
        {
        }

        await stopping;
        _audit.Records.Should().ContainSingle().Which.Route.Outcome.Should().Be(Outcome.Released);
    }

    /// <summary>However many requests are under way when it stops, and whenever: each has one record, and none has two.</summary>
    [Fact]
    public async Task Each_of_many_requests_has_one_record_however_it_ends()
    {
        for (var round = 0; round < 20; round++)
        {
            var (audit, model) = (new RecordingAuditSink(), new ScriptedChatClient());
            var services = Services(client: model, sink: audit);
            var chat = services.GetRequiredService<IChatClient>();
            for (var i = 0; i < 50; i++)
            {
                var waits = i % 3 == 0;
                model.Answers(async (_, token) =>
                {
                    await Task.Yield();
                    if (waits)
                        await Task.Delay(Timeout.InfiniteTimeSpan, token);
                    return Scenery.Finished("hi", ChatFinishReason.Stop);
                });
            }

            var asking = Enumerable.Range(0, 50).Select(_ => Task.Run(async () => await Record.ExceptionAsync(() => chat.GetResponseAsync("hello", new ChatOptions().WithContract("work"))))).ToList();
            var disposing = Task.Run(async () => await services.DisposeAsync());
            while (!disposing.IsCompleted)
            {
                _time.Advance(TimeSpan.FromSeconds(31));
                await Task.Yield();
            }

            var failures = await Task.WhenAll(asking);
            var gone = failures.Count(failure => failure is ObjectDisposedException);
            failures.Should().OnlyContain(failure => failure == null || failure is OperationCanceledException || failure is RouteFailedClosedException || failure is ObjectDisposedException);
            audit.Records.Should().HaveCount(50 - gone).And.OnlyHaveUniqueItems(record => record.Id);
        }
    }

    public void Dispose() => _model.Dispose();

    private async Task<IHost> HostAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        Declare(builder.Services, _model, _audit);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private ServiceProvider Services(Action<ChatClientBuilder>? around = null, Action<TieredRoutingBuilder>? routing = null, ScriptedChatClient? client = null, RecordingAuditSink? sink = null)
    {
        var services = new ServiceCollection();
        var builder = Declare(services, client ?? _model, sink ?? _audit, routing);
        around?.Invoke(builder);
        return services.BuildServiceProvider();
    }

    private ChatClientBuilder Declare(IServiceCollection services, ScriptedChatClient client, RecordingAuditSink sink, Action<TieredRoutingBuilder>? routing = null)
    {
        services.AddSingleton<TimeProvider>(_time);
        return services.AddTieredRouting(tiers =>
        {
            tiers.AddTier("nano", tier => tier.UseClient(client).PricedAt(1, 2)).AddContract("work", contract => contract.ForIntent(TaskIntent.Classify)).AuditTo.Sink(sink);
            routing?.Invoke(tiers);
        });
    }

    private static Task<ChatResponse> Ask(IServiceProvider services) => services.GetRequiredService<IChatClient>().GetResponseAsync("hello", new ChatOptions().WithContract("work"));

    private sealed class SlowSink : IAuditSink
    {
        public TaskCompletionSource Written { get; } = new();

        public async ValueTask WriteAsync(AuditRecord record, CancellationToken cancellationToken) => await Written.Task;
    }
}
