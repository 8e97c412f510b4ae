using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>Answers that can no longer keep their schema: they are not bought to their end.</summary>
public sealed class EarlyStopSpecs
{
    [Fact]
    public async Task A_stream_that_can_no_longer_keep_its_schema_is_left_at_once_and_says_what_was_not_bought()
    {
        var said = 0;
        var told = new TaskCompletionSource();
        var disposed = false;
        using var router = Over(new StreamClient(token =>
        {
            token.Register(told.SetResult);
            return Endless("""{"company":"Acme","price":""", () => said++, () => disposed = true);
        }));
        router.Full.Answers(Scenery.Acme, 10, 5);

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().Be(Scenery.Acme);
        var stopped = router.Record.Route.Attempts[0];
        (stopped.Verdict.ToString(), stopped.Error, stopped.SavedOutputTokens > 4_000).Should().Be(("schemaFailure", null, true));
        stopped.Verdict.Violations[0].Rule.Should().Contain("does not allow").And.NotContain("price");
        (said, disposed).Should().Be((1, true));
        // The router does not wait until a client has heard that it may stop.
        await told.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        router.Record.Route.Attempts[1].SavedOutputTokens.Should().BeNull();
    }

    [Fact]
    public async Task What_was_reserved_for_it_is_booked()
    {
        using var router = Over(new StreamClient(_ => Endless("""{"price":""", () => { }, () => { })));
        router.Full.Answers(Scenery.Acme, 10, 5);

        await router.Stream().ToList();

        (router.Record.Route.Attempts[0].Estimated, router.Record.Route.Attempts[0].Cost > 0).Should().Be((true, true), "nobody says what a call cost that was left");
    }

    [Fact]
    public async Task A_retry_tells_the_model_what_was_wrong_with_the_answer_that_was_left()
    {
        var asked = new List<string>();
        var texts = new Queue<string>(["""{"company":7,""", Scenery.Acme]);
        using var router = Over(
            new Told(new StreamClient(_ => Once(texts.Dequeue())), asked),
            contract => contract.On(Trigger.SchemaFailure, then => then.RetrySameTier(1)));

        await router.Stream().ToList();

        router.Record.Route.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("schemaFailure", "accepted");
        asked[1].Should().Contain("cannot be used").And.Contain("type");
    }

    [Theory]
    [InlineData("Here it is:\n```json\n" + Scenery.Acme + "\n```\nDone.")]
    [InlineData("  " + Scenery.Acme + "\n")]
    public async Task An_answer_that_is_fine_comes_as_ever_however_it_is_dressed(string text)
    {
        using var router = Over(StreamClient.Saying(text, chunk: 1));

        string.Concat((await router.Stream().ToList()).Select(update => update.Text)).Should().Be(Scenery.Acme);

        router.Record.Route.Attempts.Should().ContainSingle().Which.SavedOutputTokens.Should().BeNull();
    }

    [Fact]
    public async Task A_step_of_a_tool_loop_keeps_no_schema_and_is_not_left()
    {
        using var router = Over(StreamClient.Of([.. Scenery.Call("look_up").ToChatResponseUpdates(), new ChatResponseUpdate(ChatRole.Assistant, "{\"price\":1}") { FinishReason = ChatFinishReason.ToolCalls }]));

        await router.Stream(options: Scenery.Tools(Scenery.ReadTool())).ToList();

        (router.Record.Route.IsStep, router.Record.Route.Attempts.Count).Should().Be((true, 1));
    }

    [Theory]
    [InlineData(false, "accepted")]
    [InlineData(true, "schemaFailure", "accepted")]
    public async Task A_block_behind_a_broken_beginning_is_read_where_it_has_come_and_not_waited_for_where_it_may(bool streaming, params string[] verdicts)
    {
        using var router = Over(StreamClient.Saying("{\"price\":1}\nNo, this:\n```json\n" + Scenery.Acme + "\n```", chunk: 4));
        router.Full.Answers(Scenery.Acme);

        if (streaming)
            await router.Stream().ToList();
        else
            await router.Ask();

        router.Record.Route.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal(verdicts);
    }

    private static Router Over(IChatClient client, Action<ContractBuilder>? more = null) => Router.On(
        (router, tiers) => tiers.AddTier("nano", tier => tier.UseClient(client).PricedAt(1, 2)).AddTier("full", tier => tier.UseClient(router.Full).PricedAt(10, 20)),
        contract =>
        {
            contract.ForIntent(TaskIntent.Extract).WithSchema("""{"type":"object","additionalProperties":false,"required":["company","seats"],"properties":{"company":{"type":"string"},"seats":{"type":"integer"}}}""");
            more?.Invoke(contract);
        });

    private static async IAsyncEnumerable<ChatResponseUpdate> Endless(string beginning, Action onWord, Action onEnd)
    {
        try
        {
            for (var text = beginning; ; text = "1")
            {
                await Task.Yield();
                onWord();
                yield return new ChatResponseUpdate(ChatRole.Assistant, text);
            }
        }
        finally
        {
            onEnd();
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Once(string text)
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, text);
    }

    /// <summary>Keeps what a model was told last.</summary>
    private sealed class Told(IChatClient client, List<string> asked) : DelegatingChatClient(client)
    {
        public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            asked.Add(messages.Last().Text);
            return base.GetStreamingResponseAsync(messages, options, cancellationToken);
        }
    }
}
