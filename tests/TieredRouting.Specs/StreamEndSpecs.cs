using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>What is booked, recorded and let out at the end of a stream, whichever end that is.</summary>
public sealed class StreamEndSpecs
{
    private static readonly ChatResponseUpdate Interim = Using(100, 1);

    [Theory]
    [InlineData(1, true)]
    [InlineData(2_000, true)]
    [InlineData(1, false)]
    public async Task Usage_that_was_reported_before_the_end_is_not_what_a_stream_that_was_left_cost(int output, bool left)
    {
        using var router = On(left ? StreamClient.Of([Using(100, output), .. Words(20)]) : new StreamClient(_ => Breaking(Using(100, output))));

        if (left)
            await Leave(router);
        else
            await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<IOException>();

        var attempt = router.Record.Route.Attempts.Should().ContainSingle().Subject;
        (attempt.Estimated, attempt.Usage).Should().Be((true, null));
        attempt.Cost.Should().BeGreaterThanOrEqualTo(256 * 2 / 1_000_000m).And.BeGreaterThanOrEqualTo((100 + output * 2) / 1_000_000m);
    }

    [Fact]
    public async Task Of_a_stream_that_was_cut_off_usage_is_estimated_too()
    {
        using var router = On(new Wired(StreamClient.Of([Interim, .. Words(2)])));

        await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<RouteFailedClosedException>();

        (router.Record.Route.Attempts[0].Error, router.Record.Route.Attempts[0].Estimated).Should().Be(("unfinished", true));
    }

    [Fact]
    public async Task Usage_that_came_with_the_finish_reason_is_final_wherever_the_caller_leaves()
    {
        using var router = On(StreamClient.Of([.. Words(2), new ChatResponseUpdate { FinishReason = ChatFinishReason.Stop }, Using(100, 2), Using(0, 0)]));

        await foreach (var update in router.Stream())
        {
            if (update.Contents.OfType<UsageContent>().Any())
                break;
        }

        var attempt = router.Record.Route.Attempts[0];
        (router.Record.Route.Outcome, attempt.Estimated, attempt.Cost).Should().Be((Outcome.Cancelled, false, 0.000104m));
    }

    [Fact]
    public async Task The_first_content_is_the_first_that_says_something()
    {
        var said = Channel.CreateUnbounded<ChatResponseUpdate>(new() { AllowSynchronousContinuations = true });
        using var router = On(StreamClient.Of(said));

        var reading = router.Stream().ToList();
        said.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, ""));
        router.Time.Advance(TimeSpan.FromSeconds(5));
        said.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, "hi"));
        said.Writer.Complete();

        await reading;
        router.Record.Route.Attempts[0].FirstContent.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    [InlineData("error")]
    [InlineData("break")]
    public async Task A_tool_call_that_may_be_cut_off_does_not_go_out(string end)
    {
        using var router = On(new StreamClient(_ => Calling("one moment", end)));
        var seen = new List<ChatResponseUpdate>();

        await FluentActions.Awaiting(() => Collect(router, seen)).Should().ThrowAsync<Exception>();

        seen.SelectMany(update => update.Contents).Should().AllBeOfType<TextContent>();
        router.Record.Route.Outcome.Should().NotBe(Outcome.Released);
    }

    [Fact]
    public async Task Where_a_tool_call_that_was_cut_off_is_all_there_is_the_fallback_moves_on()
    {
        using var router = On(new StreamClient(_ => Calling("", "length")));
        router.Full.Answers(Scenery.Call("look_up"));
        var seen = new List<ChatResponseUpdate>();

        await Collect(router, seen);

        seen[^1].GetRoute()!.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("truncated", "accepted");
        seen.SelectMany(update => update.Contents).OfType<FunctionCallContent>().Should().ContainSingle().Which.CallId.Should().Be("call-1");
    }

    [Fact]
    public async Task What_comes_before_a_tool_call_streams_and_the_call_comes_with_the_end()
    {
        var said = Channel.CreateUnbounded<ChatResponseUpdate>(new() { AllowSynchronousContinuations = true });
        using var router = On(StreamClient.Of(said));
        await using var updates = router.Stream(options: Scenery.Tools(Scenery.ReadTool())).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        foreach (var update in Words(2))
            said.Writer.TryWrite(update);

        (await updates.MoveNextAsync()).Should().BeTrue();
        var next = updates.MoveNextAsync();
        said.Writer.TryWrite(Call);
        said.Writer.TryWrite(Using(1, 1));
        next.IsCompleted.Should().BeFalse();
        said.Writer.Complete();

        (await next).Should().BeTrue();
        (await updates.MoveNextAsync()).Should().BeTrue();
        updates.Current.Contents.Should().ContainSingle().Which.Should().BeOfType<FunctionCallContent>();
    }

    [Fact]
    public async Task Of_a_stream_that_was_cut_off_no_gate_says_that_it_passed()
    {
        using var router = On(new Wired(StreamClient.Of(Words(20))), new Listening());

        await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<RouteFailedClosedException>();

        router.Record.Route.Gates.Should().BeEmpty();
    }

    [Fact]
    public async Task A_streamed_step_that_says_nothing_shows_a_gate_nothing()
    {
        var gate = new Listening();
        using var router = On(StreamClient.Of(Call), gate);

        await router.Stream(options: Scenery.Tools(Scenery.ReadTool())).ToList();

        (router.Record.Route.IsStep, router.Record.Route.Gates.Count, gate.Looks).Should().Be((true, 0, 0));
    }

    private static ChatResponseUpdate Call => new(ChatRole.Assistant, [new FunctionCallContent("c1", "look_up")]);

    private static Router On(IChatClient client, IWindowedGate? gate = null) => Router.On(
        (router, tiers) =>
        {
            tiers.AddTier("nano", tier => tier.UseClient(client).PricedAt(1, 2)).AddTier("full", tier => tier.UseClient(router.Full).PricedAt(10, 20));
            if (gate is not null)
                tiers.AddGate(gate);
        },
        work =>
        {
            work.ForIntent(TaskIntent.Classify).WithMaxOutput(256);
            if (gate is not null)
                work.WithGates(gate.Name);
        });

    private static ChatResponseUpdate Using(int input, int output) => new(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = input, OutputTokenCount = output })]);

    private static ChatResponseUpdate[] Words(int count) => [.. Enumerable.Repeat(new ChatResponseUpdate(ChatRole.Assistant, " word"), count)];

    private static async Task Leave(Router router)
    {
        await foreach (var update in router.Stream())
        {
            if (update.Text.Length > 0)
                break;
        }
    }

    private static async Task Collect(Router router, List<ChatResponseUpdate> seen)
    {
        await foreach (var update in router.Stream(options: Scenery.Tools(Scenery.ReadTool())))
            seen.Add(update);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Breaking(ChatResponseUpdate usage)
    {
        await Task.Yield();
        yield return usage;
        yield return new ChatResponseUpdate(ChatRole.Assistant, "once");
        throw new IOException();
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Calling(string text, string end)
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, text);
        yield return Call;
        yield return Using(1, 1);
        yield return end switch
        {
            "break" => throw new IOException(),
            "error" => new ChatResponseUpdate(ChatRole.Assistant, [new ErrorContent("boom")]),
            _ => new ChatResponseUpdate { FinishReason = new ChatFinishReason(end) },
        };
    }

    /// <summary>A model on a wire that always says why it stopped.</summary>
    private sealed class Wired(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override object? GetService(Type serviceType, object? serviceKey = null) =>
            serviceType == typeof(ChatClientMetadata) ? new ChatClientMetadata("openai") : base.GetService(serviceType, serviceKey);
    }

    private sealed class Listening : IWindowedGate
    {
        public int Looks { get; private set; }

        public string Name => "listening";

        public int Window => 4;

        public int Find(ReadOnlySpan<char> text, int from)
        {
            Looks++;
            return -1;
        }
    }
}
