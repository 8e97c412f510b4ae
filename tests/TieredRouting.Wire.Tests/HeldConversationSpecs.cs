using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>Conversations that a server holds, over OpenAI's Responses API: they go on where they are, or not at all.</summary>
public sealed class HeldConversationSpecs
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_that_a_server_holds_goes_on_with_the_model_that_holds_it(bool streaming)
    {
        await using var router = await HeldAsync(OpenAIWire.Fails(503, "busy"), ResponsesWire.Says("resp_1", "one"));
        router.Large.Then(ResponsesWire.Says("resp_2", "two"), ResponsesWire.Says("resp_3", "three"));

        var first = await router.AskAsync(streaming);
        var second = await router.AskAsync(streaming, After(first));
        var third = await router.AskAsync(streaming, After(second));

        (first.Text, second.Text, third.Text).Should().Be(("one", "two", "three"));
        new[] { first, second, third }.Should().OnlyContain(answer => answer.ConversationId!.StartsWith("tiered_routing/large/"));
        router.Large.Requests.Select(PreviousOf).Should().Equal(null, "resp_1", "resp_2");
        router.Small.Requests.Should().ContainSingle("it is up again, and holds nothing");
        third.GetRoute()!.Attempts.Should().ContainSingle().Which.Usage!.Value.Output.Should().Be(5);
    }

    [Theory]
    [InlineData("down", "overloaded")]
    [InlineData("reset", "network")]
    [InlineData("forgotten", "unknown")]
    [InlineData("cut", "network")]
    [InlineData("unfinished", "unfinished")]
    public async Task A_conversation_fails_closed_where_the_model_that_holds_it_fails(string fault, string error)
    {
        await using var router = await HeldAsync(ResponsesWire.Says("resp_1", "one"), ResponsesWire.Says("resp_9", "never"));
        var streaming = fault is "cut" or "unfinished";
        var first = await router.AskAsync(streaming);
        router.Small.Then(fault switch
        {
            "down" => OpenAIWire.Fails(503, "busy"),
            "reset" => Http.Resets,
            "forgotten" => OpenAIWire.Fails(404, "previous_response_not_found"),
            "cut" => Http.Cuts(Http.EventStream, ResponsesWire.Created("resp_2")),
            _ => Http.Streams(Http.EventStream, ResponsesWire.Created("resp_2")),
        });

        var failure = await FluentActions.Awaiting(() => router.AskAsync(streaming, After(first))).Should().ThrowAsync<RouteFailedClosedException>();

        (failure.Which.Rule, router.Large.Requests.Count).Should().Be(("pinnedConversation", 0), "another model knows nothing of it");
        var route = router.Router.Audit.Records[^1].Route;
        (route.Outcome, route.Attempts.Should().ContainSingle().Which.Error).Should().Be((Outcome.FailedClosed, error));
    }

    [Fact]
    public async Task A_model_that_asked_to_be_left_alone_is_not_asked_for_its_conversations_either()
    {
        await using var router = await HeldAsync(ResponsesWire.Says("resp_1", "one"), ResponsesWire.Says("resp_9", "another"));
        var first = await router.AskAsync();
        router.Small.Then(OpenAIWire.Fails(429, "rate_limit", "slow down", ("Retry-After", "60")), ResponsesWire.Says("resp_2", "two"));
        (await router.AskAsync()).Text.Should().Be("another");

        (await router.Router.Fails<RouteFailedClosedException>(After(first))).Rule.Should().Be("pinnedConversation");
        router.Small.Requests.Count.Should().Be(2);
        router.Router.Time.Advance(TimeSpan.FromSeconds(60));

        (await router.AskAsync(options: After(first))).Text.Should().Be("two", "nothing of the conversation was lost");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_conversation_below_the_floor_asks_nobody(bool streaming)
    {
        await using var router = await HeldAsync(ResponsesWire.Says("resp_1", "one"), ResponsesWire.Says("resp_9", "never"));
        var first = await router.AskAsync(streaming);

        var asking = () => router.AskAsync(streaming, After(first).WithRouting(facts => facts.Recipients(5_000)));

        (await asking.Should().ThrowAsync<RouteFailedClosedException>()).Which.Rule.Should().Be("pinnedConversation");
        (router.Small.Requests.Count, router.Large.Requests.Count).Should().Be((1, 0));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_loop_sends_a_server_that_holds_it_nothing_but_results_and_is_one_route(bool streaming)
    {
        var ran = 0;
        await using var router = await HeldAsync(ResponsesWire.Calls("resp_1", "look_up"), ResponsesWire.Says("resp_9", "never"), chat => chat.UseFunctionInvocation());
        router.Small.Then(ResponsesWire.Says("resp_2", "found"));
        var options = Scenery.Tools(Scenery.ReadTool(body: () => $"{++ran}"));

        (await router.AskAsync(streaming, options)).Text.Should().Be("found");

        (ran, PreviousOf(router.Small.Requests[1])).Should().Be((1, "resp_1"));
        router.Small.Requests[1].Body.GetProperty("input").EnumerateArray().Select(item => item.GetProperty("type").GetString()).Should().Equal("function_call_output");
        router.Router.Audit.Records.Select(record => record.Route.Id).Distinct().Should().ContainSingle();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_the_caller_lets_come_later_is_asked_for_at_once(bool streaming)
    {
        await using var router = await HeldAsync(ResponsesWire.Says("resp_1", "one"), ResponsesWire.Says("resp_9", "never"));

        (await router.AskAsync(streaming, new ChatOptions { AllowBackgroundResponses = true })).Text.Should().Be("one");

        var asked = router.Small.Requests.Should().ContainSingle().Subject.Body;
        (asked.TryGetProperty("background", out var background) && background.GetBoolean()).Should().BeFalse("what comes later comes without checks");
    }

    private static string? PreviousOf(Asked asked) => asked.Body.TryGetProperty("previous_response_id", out var id) ? id.GetString() : null;

    private static ChatOptions After(ChatResponse answer) => new() { ConversationId = answer.ConversationId };

    private static Task<WiredRouter> HeldAsync(Reply small, Reply large, Action<ChatClientBuilder>? around = null) =>
        WiredRouter.StartAsync(small, client: ResponsesWire.Client, around: around, large: large, largeClient: ResponsesWire.Client);
}
