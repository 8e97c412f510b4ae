using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace TieredRouting.Specs;

public sealed class HoldBackSpecs
{
    private const string Story = "once upon a time in the old town there was a bakery of forty people with three shops and one van";

    [Fact]
    public async Task Where_all_gates_judge_in_windows_the_answer_streams_while_the_provider_is_still_talking()
    {
        var said = Channel.CreateUnbounded<ChatResponseUpdate>();
        using var router = On(StreamClient.Of(said), new Forbidden("secret"));
        await using var updates = router.Stream().GetAsyncEnumerator();
        foreach (var piece in Story.Chunk(4))
            said.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, new string(piece)));

        (await updates.MoveNextAsync()).Should().BeTrue();

        updates.Current.Text.Should().Be("once");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(1_000)]
    public async Task A_text_without_a_finding_comes_whole_however_it_was_cut(int chunk)
    {
        using var router = On(StreamClient.Saying(Story, chunk), new Forbidden("secret"));

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be(Story);
        router.Record.Route.Gates.Should().Equal(new Dictionary<string, GateVerdict> { ["no secret"] = GateVerdict.Passed });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    public async Task A_finding_after_the_first_content_is_a_failure_and_nothing_of_it_or_after_it_goes_out(int chunk)
    {
        using var router = On(StreamClient.Saying(Story + " and a secret oven and so on and so on", chunk), new Forbidden("secret"));
        var seen = new List<ChatResponseUpdate>();

        var failure = await FluentActions.Awaiting(() => Collect(router.Stream(), seen)).Should().ThrowAsync<RouteFailedClosedException>();

        failure.Which.Rule.Should().Be("gate");
        var text = string.Concat(seen.Select(update => update.Text));
        (Story + " and a ").Should().StartWith(text);
        text.Should().NotBeEmpty();
        var route = router.Record.Route;
        (route.Outcome, route.Gates["no secret"], router.Full.Calls.Count).Should().Be((Outcome.FailedClosed, GateVerdict.Failed, 0));
        route.Attempts.Should().ContainSingle().Which.Verdict.Triggers.Should().Equal(Trigger.GateFailure);
    }

    [Fact]
    public async Task A_finding_before_anything_went_out_moves_on_as_the_plan_says()
    {
        using var router = On(StreamClient.Saying("the secret is out", 3), new Forbidden("secret"));
        router.Full.Answers("nothing to tell");

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be("nothing to tell");
        router.Record.Route.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("gateFailure", "accepted");
        router.Record.Route.Gates["no secret"].Should().Be(GateVerdict.Passed);
    }

    [Fact]
    public async Task A_gate_that_throws_lets_nothing_more_through()
    {
        using var router = On(StreamClient.Saying("short", 3), new Forbidden("throw"), contract => contract.On(Trigger.GateFailure, then => then.FailClosed()));

        await FluentActions.Awaiting(() => router.Stream().ToList()).Should().ThrowAsync<RouteFailedClosedException>();

        router.Record.Route.Gates["no throw"].Should().Be(GateVerdict.Unavailable);
    }

    [Fact]
    public async Task What_is_no_text_keeps_its_place_among_the_text()
    {
        var call = new FunctionCallContent("c1", "look_up");
        using var router = On(
            StreamClient.Of(
                new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("thinking")]),
                new ChatResponseUpdate(ChatRole.Assistant, "let me look"),
                new ChatResponseUpdate(ChatRole.Assistant, [call]),
                new ChatResponseUpdate(ChatRole.Assistant, "soon"),
                new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { InputTokenCount = 1, OutputTokenCount = 1 })])),
            new Forbidden("secret"));

        var updates = await router.Stream(options: Scenery.Tools(Scenery.ReadTool())).ToList();

        updates.SelectMany(update => update.Contents).Select(content => content.GetType()).Should().Equal(
            typeof(TextReasoningContent), typeof(TextContent), typeof(FunctionCallContent), typeof(TextContent), typeof(UsageContent));
    }

    [Fact]
    public async Task What_a_model_thinks_beside_tool_calls_is_judged_too()
    {
        using var router = On(StreamClient.Of(new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("the secret")]), new ChatResponseUpdate(ChatRole.Assistant, "hi")), new Forbidden("secret"));
        router.Full.Answers("hi");

        await router.Stream(options: Scenery.Tools(Scenery.ReadTool())).ToList();

        router.Record.Route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.GateFailure);
    }

    [Fact]
    public async Task What_is_said_is_judged_as_it_reads_whatever_is_thought_in_between()
    {
        using var router = On(StreamClient.Of(Says("the sec"), Thinks("hm"), Says("ret")), new Forbidden("secret"));
        router.Full.Answers("hi");

        await router.Stream(options: Scenery.Tools(Scenery.ReadTool())).ToList();

        router.Record.Route.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.GateFailure);
    }

    [Fact]
    public async Task A_thought_that_goes_on_after_a_word_is_judged_with_what_it_began_with()
    {
        using var router = On(StreamClient.Of(Thinks("the sec"), Says("hi"), Thinks("ret")), new Forbidden("secret"));

        await FluentActions.Awaiting(() => router.Stream(options: Scenery.Tools(Scenery.ReadTool())).ToList()).Should().ThrowAsync<RouteFailedClosedException>();

        router.Record.Route.Gates["no secret"].Should().Be(GateVerdict.Failed);
    }

    [Fact]
    public async Task A_short_thought_does_not_hold_back_what_is_said_after_it()
    {
        var said = Channel.CreateUnbounded<ChatResponseUpdate>();
        using var router = On(StreamClient.Of(said), new Forbidden("secret"));
        await using var updates = router.Stream(options: Scenery.Tools(Scenery.ReadTool())).GetAsyncEnumerator();
        said.Writer.TryWrite(Thinks("hm"));
        foreach (var piece in Story.Chunk(4))
            said.Writer.TryWrite(Says(new string(piece)));

        (await updates.MoveNextAsync()).Should().BeTrue();
        updates.Current.Contents.Should().ContainSingle().Which.Should().BeOfType<TextReasoningContent>();
        (await updates.MoveNextAsync()).Should().BeTrue();
        updates.Current.Text.Should().Be("once");
    }

    [Fact]
    public async Task Without_tools_what_a_model_thinks_stays_inside()
    {
        using var router = On(StreamClient.Of(new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("the secret")]), new ChatResponseUpdate(ChatRole.Assistant, "hi")), new Forbidden("secret"));

        var updates = await router.Stream().ToList();

        updates.SelectMany(update => update.Contents).Should().NotContain(content => content is TextReasoningContent);
        (string.Concat(updates.Select(update => update.Text)), router.Record.Route.Outcome).Should().Be(("hi", Outcome.Released));
    }

    [Fact]
    public async Task One_gate_that_must_see_all_of_it_is_enough_to_hold_all_of_it()
    {
        var said = Channel.CreateUnbounded<ChatResponseUpdate>();
        using var router = On(StreamClient.Of(said), new Forbidden("secret"), contract => contract.WithGates("whole"), routing => routing.AddGate(new TestGate("whole", _ => GateVerdict.Passed)));
        await using var updates = router.Stream().GetAsyncEnumerator();
        said.Writer.TryWrite(new ChatResponseUpdate(ChatRole.Assistant, Story));

        var reading = updates.MoveNextAsync().AsTask();
        reading.IsCompleted.Should().BeFalse();
        said.Writer.Complete();

        (await reading).Should().BeTrue();
    }

    [Fact]
    public async Task A_whole_answer_is_judged_as_by_any_other_gate()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates("no secret"), routing => routing.AddGate(new Forbidden("secret")));
        router.Nano.Answers("the secret");
        router.Mini.Answers("hi");

        (await router.Ask()).GetRoute()!.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("gateFailure", "accepted");
    }

    [Fact]
    public async Task A_connection_that_breaks_while_all_is_held_back_falls_over()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates("no secret"), routing => routing.AddGate(new Forbidden("secret")));
        router.Nano.BreaksOff("once", Scenery.Overloaded());
        router.Mini.Answers("hi");

        string.Concat((await router.Stream().ToList()).Select(update => update.Text)).Should().Be("hi");
    }

    [Fact]
    public async Task What_is_wrong_with_an_answer_that_was_held_back_to_its_end_moves_on_too()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates("no secret"), routing => routing.AddGate(new Forbidden("secret") { Window = 100 }));
        router.Nano.Answers(Scenery.Finished("once upon", ChatFinishReason.Length));
        router.Mini.Answers("I'm sorry, but I can't help with that.");
        router.Full.Answers("hi");

        string.Concat((await router.Stream().ToList()).Select(update => update.Text)).Should().Be("hi");

        router.Record.Route.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("truncated", "refusal", "accepted");
    }

    [Fact]
    public async Task Of_a_stream_that_is_left_no_gate_says_that_it_passed()
    {
        using var router = On(StreamClient.Saying(Story, 4), new Forbidden("secret"));

        await foreach (var update in router.Stream())
            break;

        router.Record.Route.Gates.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public void A_window_that_cannot_be_is_an_error_at_start(int window)
    {
        using var router = On(StreamClient.Of(), new Forbidden("secret") { Window = window });

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().WithMessage("*the window of 'no secret'*");
    }

    private static Router On(StreamClient client, Forbidden gate, Action<ContractBuilder>? contract = null, Action<TieredRoutingBuilder>? routing = null) => Router.On(
        (router, tiers) =>
        {
            tiers.AddTier("nano", tier => tier.UseClient(client).PricedAt(1, 2)).AddTier("full", tier => tier.UseClient(router.Full).PricedAt(10, 20)).AddGate(gate);
            routing?.Invoke(tiers);
        },
        work =>
        {
            work.ForIntent(TaskIntent.Classify).WithGates(gate.Name);
            contract?.Invoke(work);
        });

    private static ChatResponseUpdate Says(string text) => new(ChatRole.Assistant, text);

    private static ChatResponseUpdate Thinks(string text) => new(ChatRole.Assistant, [new TextReasoningContent(text)]);

    private static async Task Collect(IAsyncEnumerable<ChatResponseUpdate> updates, List<ChatResponseUpdate> seen)
    {
        await foreach (var update in updates)
            seen.Add(update);
    }

    private sealed class Forbidden(string word) : IWindowedGate
    {
        public string Name => $"no {word}";

        public int Window { get; init; } = word.Length;

        public int Find(ReadOnlySpan<char> text, int from)
        {
            if (word == "throw")
                throw new InvalidCastException(text.ToString());
            var place = text[from..].IndexOf(word, StringComparison.Ordinal);
            return place < 0 ? -1 : from + place;
        }
    }
}
