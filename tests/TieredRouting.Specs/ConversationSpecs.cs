using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class ConversationSpecs
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

    private static ChatResponse Begun(string id) => new(new ChatMessage(ChatRole.Assistant, "hi")) { ConversationId = id, FinishReason = ChatFinishReason.Stop };
}
