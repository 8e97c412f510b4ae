using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>What no provider and no clock should do, and does.</summary>
public sealed class BadInputSpecs
{
    [Theory]
    [InlineData(long.MaxValue, 5L)]
    [InlineData(5L, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, 5L)]
    [InlineData(-1L, -1L)]
    public async Task A_usage_that_cannot_be_is_booked_at_what_was_reserved(long input, long output)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithMaxOutput(500));
        router.Nano.Answers(Using(input, output)).Answers(Using(input, output));

        await router.Ask();
        await router.Stream().ToList();

        router.Audit.Records.Select(record => record.Route.Attempts[0]).Should().OnlyContain(attempt => attempt.Estimated && attempt.Usage == null && attempt.Cost > 0 && attempt.Cost < 0.01m);
    }

    [Fact]
    public async Task A_usage_that_comes_in_parts_which_cannot_be_added_is_booked_at_what_was_reserved()
    {
        var part = new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("hi"), new UsageContent(new UsageDetails { InputTokenCount = long.MaxValue, OutputTokenCount = long.MaxValue })]);
        using var router = Router.On((_, tiers) => tiers.AddTier("nano", tier => tier.UseClient(StreamClient.Of(part, part, part)).PricedAt(1, 2)), contract => contract.ForIntent(TaskIntent.Classify));

        await router.Stream().ToList();

        (router.Record.Route.Outcome, router.Record.Route.Attempts[0].Estimated, router.Record.Route.Cost < 0.1m).Should().Be((Outcome.Released, true, true));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_clock_that_jumps_back_makes_no_time_negative_and_ends_no_request(bool streaming)
    {
        var clock = new JumpingClock();
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(deadline: TimeSpan.FromHours(1)), services: services => services.AddSingleton<TimeProvider>(clock));
        router.Nano.Answers((_, _) =>
        {
            clock.Jump(TimeSpan.FromDays(-1));
            throw Scenery.Overloaded();
        });
        router.Mini.Answers("ok");

        if (streaming)
            await router.Stream().ToList();
        else
            await router.Ask();

        (router.Record.Route.Outcome, router.Record.Route.Duration >= TimeSpan.Zero).Should().Be((Outcome.Released, true));
        router.Record.Route.Attempts.Should().OnlyContain(attempt => attempt.Duration >= TimeSpan.Zero);
    }

    [Fact]
    public async Task A_client_that_hangs_when_it_is_disposed_of_keeps_nobody_from_an_answer()
    {
        var client = new HungClient();
        var services = new ServiceCollection().BuildServiceProvider();
        var router = new ChatClientBuilder(client)
            .UseTieredRouting(routing => routing.AddTier("nano", tier => tier.UseModel("nano")).AddContract("work", contract => contract.ForIntent(TaskIntent.Classify)).AuditTo.Sink(new RecordingAuditSink()))
            .Build(services);

        var asking = router.GetResponseAsync("hello", new ChatOptions().WithContract("work"), TestContext.Current.CancellationToken);
        var disposing = Task.Run(router.Dispose, TestContext.Current.CancellationToken);
        await disposing.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        var answering = Task.Run(client.Answer, TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(asking, Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken));
        client.LetGo();
        await answering;

        first.Should().Be(asking, "the last request does not wait for what it leaves behind");
        (await asking).Text.Should().Be("hi");
    }

    [Fact]
    public async Task The_clients_of_a_container_are_the_containers_to_dispose_of_and_none_can_hang_the_router()
    {
        var client = new HungClient();
        var router = Router.On((_, tiers) => tiers.AddTier("nano", tier => tier.UseClient(client).PricedAt(1, 2)), contract => contract.ForIntent(TaskIntent.Classify));
        client.Answer();
        await router.Ask();

        await Task.Run(router.Dispose, TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_price_that_is_missing_costs_nothing_and_no_limit_of_cost_goes_with_it()
    {
        using var free = Unpriced(cost: null);
        free.Nano.Answers("hi", 1_000_000, 1_000_000);
        (await free.Ask()).GetRoute()!.Cost.Should().Be(0m);

        using var limited = Unpriced(cost: 0.01m);
        limited.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().WithMessage("*price*");
    }

    private static Router Unpriced(decimal? cost) =>
        Router.On((it, tiers) => tiers.AddTier("nano", tier => tier.UseClient(it.Nano)), contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: cost));

    private static ChatResponse Using(long input, long output) =>
        new(new ChatMessage(ChatRole.Assistant, "hi")) { Usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output } };

    /// <summary>A model that answers when it is told to, and hangs in <see cref="Dispose"/> until it is let go.</summary>
    private sealed class HungClient : IChatClient
    {
        private readonly TaskCompletionSource<ChatResponse> _answer = new();
        private readonly ManualResetEventSlim _letGo = new();

        public void Answer() => _answer.TrySetResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")));

        public void LetGo() => _letGo.Set();

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => _answer.Task;

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose() => _letGo.Wait();
    }

    /// <summary>A clock of the wall that somebody sets; what it counts by goes on as it does on every machine.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private TimeSpan _off;

        public void Jump(TimeSpan by) => _off += by;

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _off;
    }
}
