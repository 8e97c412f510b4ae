using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class HeldConversationSpecs
{
    [Fact]
    public async Task A_conversation_that_a_provider_holds_goes_on_with_the_endpoint_that_holds_it()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers(Begun("thread-1")).Answers(Begun("thread-1"));

        var first = await router.Ask();
        var second = await router.Ask(options: new ChatOptions { ConversationId = first.ConversationId });

        (second.GetRoute()!.Tier, router.Mini.Calls[1].Options!.ConversationId).Should().Be(("mini", "thread-1"));
        second.ConversationId.Should().StartWith("tiered_routing/mini/").And.EndWith("/thread-1");
    }

    [Fact]
    public async Task A_conversation_that_streams_hands_out_the_same_id()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Begun("thread-1")).Answers(Begun("thread-1"));

        var first = (await router.Stream().ToList()).ToChatResponse();
        await router.Stream(options: new ChatOptions { ConversationId = first.ConversationId }).ToList();

        router.Nano.Calls[1].Options!.ConversationId.Should().Be("thread-1");
    }

    [Fact]
    public async Task A_conversation_is_never_lost_to_another_endpoint()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Begun("thread-1")).Throws(Scenery.Overloaded());
        var first = await router.Ask();

        var error = await router.Fails<RouteFailedClosedException>(new ChatOptions { ConversationId = first.ConversationId });

        (error.Rule, router.Calls).Should().Be(("pinnedConversation", 2));
    }

    [Fact]
    public async Task A_conversation_below_the_floor_fails_closed()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Begun("thread-1"));
        var first = await router.Ask();

        var error = await router.Fails<RouteFailedClosedException>(new ChatOptions { ConversationId = first.ConversationId }.WithRouting(facts => facts.Recipients(5_000)));

        (error.Rule, router.Calls).Should().Be(("pinnedConversation", 1));
    }

    [Theory]
    [InlineData("thread-1")]
    [InlineData("tiered_routing/nobody/thread-1")]
    public async Task A_conversation_of_nobody_on_the_ladder_fails_closed(string id)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        (await router.Fails<RouteFailedClosedException>(new ChatOptions { ConversationId = id })).Rule.Should().Be("pinnedConversation");

        router.Calls.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tool_loop_that_sends_only_results_to_a_held_conversation_is_one_route_with_one_budget(bool streaming)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: 0.01m), around: chat => chat.UseFunctionInvocation());
        router.Nano.Answers(Calling("1")).Answers(Calling("2")).Answers(Begun("thread-1"));
        var options = Scenery.Tools(Scenery.ReadTool());

        var answer = streaming ? (await router.Stream(options: options).ToList()).ToChatResponse() : await router.Ask(options: options);

        answer.Text.Should().Be("hi");
        router.Nano.Calls[1].Messages.Should().ContainSingle().Which.Role.Should().Be(ChatRole.Tool, "the host sends nothing but the result");
        router.Audit.Records.Should().HaveCount(3);
        router.Audit.Records.Select(record => record.Route.Id).Distinct().Should().ContainSingle();
        router.Nano.Calls.Select(call => call.Options!.MaxOutputTokens).Should().BeInDescendingOrder().And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task A_question_in_a_held_conversation_is_a_route_of_its_own()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(Calling("1")).Answers(Begun("thread-1"));

        var first = await router.Ask(options: Scenery.Tools(Scenery.ReadTool()));
        var second = await router.Ask(options: new ChatOptions { ConversationId = first.ConversationId });

        second.GetRoute()!.Id.Should().NotBe(first.GetRoute()!.Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task No_answer_is_put_off_and_none_is_fetched_by_a_token_that_no_endpoint_is_known_of(bool streaming)
    {
        var token = ResponseContinuationToken.FromBytes(new byte[] { 1, 2, 3 });
        var client = StreamClient.Of(new ChatResponseUpdate(ChatRole.Assistant, "hi") { ContinuationToken = token });
        using var router = Router.On((_, tiers) => tiers.AddTier("nano", tier => tier.UseClient(client).PricedAt(1, 2)), contract => contract.ForIntent(TaskIntent.Classify));
        var options = new ChatOptions { AllowBackgroundResponses = true };

        var tokens = streaming
            ? (await router.Stream(options: options).ToList()).Select(update => update.ContinuationToken)
            : [(await router.Ask(options: options)).ContinuationToken];

        tokens.Should().OnlyContain(left => left == null, "what comes later comes without checks");
        (await router.Fails<RouteFailedClosedException>(new ChatOptions { ContinuationToken = token })).Rule.Should().Be("pinnedConversation");
    }

    private static ChatResponse Calling(string callId)
    {
        var call = Scenery.Call("look_up", callId);
        call.ConversationId = "thread-1";
        return call;
    }

    private static ChatResponse Begun(string id) => new(new ChatMessage(ChatRole.Assistant, "hi")) { ConversationId = id, FinishReason = ChatFinishReason.Stop };
}
