using Microsoft.Extensions.AI;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

/// <summary>Providers that are waited for no longer: they are told so, tidied up after, and paid.</summary>
public sealed class LeftBehindSpecs
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task The_deadline_tells_the_provider()
    {
        var client = new Hanging();
        using var router = On(client, contract => contract.AtMost(deadline: Second));

        var asking = router.Ask();
        router.Time.Advance(Second);

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<TiersExhaustedException>();
        client.IsTold.Should().BeTrue();
    }

    [Fact]
    public async Task The_deadline_tells_the_providers_of_all_passes()
    {
        var client = new Hanging();
        using var router = On(client, contract => contract.AtMost(deadline: Second).CheckDisagreement());

        var asking = router.Ask();
        router.Time.Advance(Second);

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<TiersExhaustedException>();
        (client.IsTold, client.Calls).Should().Be((true, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task The_deadline_tells_a_provider_that_streams(int words)
    {
        var client = new Hanging(words);
        using var router = On(client, contract => contract.AtMost(deadline: Second));

        var reading = router.Stream().ToList();
        router.Time.Advance(Second);

        await FluentActions.Awaiting(() => reading).Should().ThrowAsync<TieredRoutingException>();
        await client.Disposed.WaitAsync(Enough);
        client.IsTold.Should().BeTrue();
    }

    [Fact]
    public async Task A_stream_whose_first_content_is_late_is_told_and_disposed_of()
    {
        var client = new Hanging();
        using var router = On(client, contract => contract.AtMost(firstToken: Second));
        router.Full.Answers("hi");

        var reading = router.Stream().ToList();
        router.Time.Advance(Second);

        (await reading)[^1].GetRoute()!.Tier.Should().Be("full");
        await client.Disposed.WaitAsync(Enough);
        client.IsTold.Should().BeTrue();
    }

    [Fact]
    public async Task A_stream_that_stalls_is_told_and_disposed_of()
    {
        var client = new Hanging(words: 2);
        using var router = On(client, contract => contract.AtMost(nextChunk: Second));

        var reading = router.Stream().ToList();
        router.Time.Advance(Second);

        await FluentActions.Awaiting(() => reading).Should().ThrowAsync<RouteFailedClosedException>();
        await client.Disposed.WaitAsync(Enough);
        client.IsTold.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_client_that_breaks_when_it_is_told_breaks_no_timer(bool streaming)
    {
        var client = new ScriptedChatClient().Answers((_, token) =>
        {
            token.Register(() => throw new InvalidCastException());
            return new TaskCompletionSource<ChatResponse>().Task;
        });
        using var router = On(client, contract => contract.AtMost(deadline: streaming ? null : Second, firstToken: streaming ? Second : null));
        router.Full.Answers("hi");

        var asking = streaming ? router.Stream().ToList() : (Task)router.Ask();
        router.Time.Invoking(it => it.Advance(Second)).Should().NotThrow();

        await asking.ContinueWith(_ => { }, TestContext.Current.CancellationToken);
        router.Record.Route.Attempts[0].Error.Should().Be("timeout");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_provider_that_ignores_the_callers_cancellation_is_left_behind_and_booked(bool streaming, bool limited)
    {
        var client = new Hanging(heeds: false);
        using var caller = new CancellationTokenSource();
        using var router = On(client, contract => contract.AtMost(deadline: limited ? 10 * Second : null));

        var asking = streaming ? router.Stream(cancellationToken: caller.Token).ToList() : (Task)router.Ask(cancellationToken: caller.Token);
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => asking.WaitAsync(Enough)).Should().ThrowAsync<OperationCanceledException>();
        var attempt = router.Record.Route.Attempts.Should().ContainSingle().Subject;
        (router.Record.Route.Outcome, attempt.Error, attempt.Estimated, attempt.Cost > 0).Should().Be((Outcome.Cancelled, "cancelled", true, true));
        client.IsTold.Should().BeTrue();
    }

    [Fact]
    public async Task Passes_that_ignore_the_callers_cancellation_are_left_behind_and_booked()
    {
        var client = new Hanging(heeds: false);
        using var caller = new CancellationTokenSource();
        using var router = On(client, contract => contract.CheckDisagreement());

        var asking = router.Ask(cancellationToken: caller.Token);
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => asking.WaitAsync(Enough)).Should().ThrowAsync<OperationCanceledException>();
        router.Record.Route.Attempts.Should().HaveCount(2).And.OnlyContain(attempt => attempt.Error == "cancelled" && attempt.Estimated && attempt.Cost > 0);
    }

    [Theory]
    [InlineData("whole")]
    [InlineData("limited")]
    [InlineData("streamed")]
    [InlineData("passes")]
    [InlineData("hedged")]
    public async Task A_client_that_hangs_when_its_caller_cancels_holds_nobody_up(string way)
    {
        using var hung = new ManualResetEventSlim();
        using var listening = new SemaphoreSlim(0);
        using var caller = new CancellationTokenSource();
        var client = new ScriptedChatClient().Answers(HangsWhenTold(listening, hung)).Answers(HangsWhenTold(listening, hung));
        using var router = On(client, contract => _ = way switch
        {
            "limited" => contract.AtMost(deadline: Enough),
            "streamed" => contract.AtMost(firstToken: Enough),
            "passes" => contract.CheckDisagreement(),
            "hedged" => contract.WithLatency(Second, 2 * Second).Hedge(),
            _ => contract,
        });

        var asking = way == "streamed" ? router.Stream(cancellationToken: caller.Token).ToList() : (Task)router.Ask(cancellationToken: caller.Token);
        for (var calls = way == "passes" ? 2 : 1; calls > 0; calls--)
            await listening.WaitAsync(TestContext.Current.CancellationToken);
        var cancelling = caller.CancelAsync();
        var ended = await Task.WhenAny(asking, Task.Delay(Enough, TimeProvider.System, TestContext.Current.CancellationToken));
        hung.Set();
        await cancelling;

        ended.Should().Be(asking);
        (asking.IsCanceled, router.Record.Route.Outcome).Should().Be((true, Outcome.Cancelled));
    }

    [Fact]
    public async Task A_loser_that_hangs_when_it_is_cancelled_keeps_nobody_from_the_first_good_answer()
    {
        using var hung = new ManualResetEventSlim();
        using var listening = new SemaphoreSlim(0);
        using var router = Router.On(
            (router, tiers) => tiers.AddTier("nano", tier => tier
                .AddEndpoint("a", endpoint => endpoint.UseClient(router.Nano).PricedAt(1, 2))
                .AddEndpoint("b", endpoint => endpoint.UseClient(router.Mini).PricedAt(1, 2))),
            contract => contract.ForIntent(TaskIntent.Classify).WithLatency(Second, 2 * Second).Hedge());
        router.Nano.Answers(HangsWhenTold(listening, hung));
        router.Mini.Answers("quick");

        var asking = router.Ask();
        await listening.WaitAsync(TestContext.Current.CancellationToken);
        // The clock lets the request go on in the thread that moves it.
        var advancing = Task.Run(() => router.Time.Advance(2 * Second), TestContext.Current.CancellationToken);
        var ended = await Task.WhenAny(asking, Task.Delay(Enough, TimeProvider.System, TestContext.Current.CancellationToken));
        hung.Set();
        await advancing;

        ended.Should().Be(asking);
        (await asking).Text.Should().Be("quick");
    }

    /// <summary>A call that ends when it is told to, whose client hangs where it is told: it listens with two ears, and the other is still busy.</summary>
    private static Func<ScriptedCall, CancellationToken, Task<ChatResponse>> HangsWhenTold(SemaphoreSlim listening, ManualResetEventSlim hung) => async (_, token) =>
    {
        await Task.Yield();
        var told = new TaskCompletionSource<ChatResponse>(TaskCreationOptions.RunContinuationsAsynchronously);
        token.Register(hung.Wait);
        token.Register(() => told.TrySetCanceled(token));
        listening.Release();
        return await told.Task;
    };

    private static Router On(IChatClient client, Action<ContractBuilder> contract) => Router.On(
        (router, tiers) => tiers.AddTier("nano", tier => tier.UseClient(client).PricedAt(1, 2)).AddTier("full", tier => tier.UseClient(router.Full).PricedAt(10, 20)),
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract(work);
        });

    /// <summary>A model that says some words and then hangs until it is told to stop, or for ever.</summary>
    private sealed class Hanging(int words = 0, bool heeds = true) : IChatClient, IAsyncEnumerable<ChatResponseUpdate>, IAsyncEnumerator<ChatResponseUpdate>
    {
        private readonly TaskCompletionSource _disposed = new();
        private readonly List<CancellationToken> _tokens = [];
        private int _said;

        public int Calls => _tokens.Count;

        public bool IsTold => _tokens.TrueForAll(token => token.IsCancellationRequested);

        public Task Disposed => _disposed.Task;

        public ChatResponseUpdate Current => new(ChatRole.Assistant, "word");

        public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            _tokens.Add(cancellationToken);
            await Task.Delay(Timeout.Infinite, heeds ? cancellationToken : CancellationToken.None);
            return null!;
        }

        public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            _tokens.Add(cancellationToken);
            return this;
        }

        public IAsyncEnumerator<ChatResponseUpdate> GetAsyncEnumerator(CancellationToken cancellationToken = default) => this;

        public async ValueTask<bool> MoveNextAsync()
        {
            if (_said++ >= words)
                await Task.Delay(Timeout.Infinite, heeds ? _tokens[0] : CancellationToken.None);
            return true;
        }

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public ValueTask DisposeAsync()
        {
            _disposed.TrySetResult();
            return ValueTask.CompletedTask;
        }

        public void Dispose()
        {
            // Nothing to let go of.
        }
    }
}
