using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class ConversationSpecs
{
    private const string LongTurn = "Please go through each of the three offers again and say which of them you would take, and what speaks against the others.";

    [Fact]
    public async Task A_yes_in_a_hard_conversation_keeps_its_tier()
    {
        using var router = Hard();

        var answer = await router.Ask(Then(await router.Ask(LongTurn), "yes"));

        var decision = answer.GetRoute()!.Decision;
        (decision.Tier, decision.Floor).Should().Be(("mini", "mini"));
        decision.Reasons.Should().Contain(reason => reason.Rule == "conversation" && reason.Signal == "conversation" && reason.Requires == "tier mini");
    }

    [Fact]
    public async Task A_yes_in_a_conversation_that_was_never_hard_is_served_as_any_other()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("one").Answers("two");

        var answer = await router.Ask(Then(await router.Ask(LongTurn), "yes"));

        var decision = answer.GetRoute()!.Decision;
        (decision.Tier, decision.Floor).Should().Be(("nano", "nano"));
        decision.Reasons.Should().OnlyContain(reason => reason.Rule == "start");
    }

    [Fact]
    public async Task A_conversation_stays_where_it_has_come_to_without_being_held_there()
    {
        using var router = Hard();

        var answer = await router.Ask(Then(await router.Ask(LongTurn), LongTurn));

        var decision = answer.GetRoute()!.Decision;
        (decision.Tier, decision.Floor).Should().Be(("mini", "nano"));
        decision.Reasons.Should().Contain(reason => reason.Rule == "kept-tier");
    }

    [Fact]
    public async Task A_conversation_stays_with_its_endpoint()
    {
        using var router = Router.On((it, tiers) => tiers.AddTier("nano", tier => tier
            .AddEndpoint("a", endpoint => endpoint.UseClient(it.Nano).PricedAt(1, 2))
            .AddEndpoint("b", endpoint => endpoint.UseClient(it.Mini).PricedAt(1, 2))), contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers("one").Answers("two");

        var answer = await router.Ask(Then(await router.Ask(LongTurn), "yes"));

        answer.GetRoute()!.Attempts.Should().ContainSingle().Which.Endpoint.Should().Be("b");
    }

    [Fact]
    public async Task A_streamed_conversation_is_remembered_as_well()
    {
        using var router = Hard();
        var first = await router.Stream(LongTurn).ToChatResponseAsync();

        (await router.Ask(Then(first, "yes"))).GetRoute()!.Decision.Floor.Should().Be("mini");
    }

    [Fact]
    public async Task A_conversation_that_was_stored_as_json_is_remembered_as_well()
    {
        using var router = Hard();
        var stored = JsonSerializer.Serialize(Then(await router.Ask(LongTurn), "yes"), AIJsonUtilities.DefaultOptions);

        var messages = JsonSerializer.Deserialize<List<ChatMessage>>(stored, AIJsonUtilities.DefaultOptions)!;

        (await router.Ask(messages)).GetRoute()!.Decision.Floor.Should().Be("mini");
    }

    [Fact]
    public async Task No_model_sees_where_earlier_answers_came_from()
    {
        using var router = Hard();

        await router.Ask(Then(await router.Ask(LongTurn), "yes"));

        router.Mini.Calls[1].Messages.SelectMany(message => message.Contents).Should().OnlyContain(content => content.AdditionalProperties == null);
    }

    [Fact]
    public async Task What_another_contract_needed_is_not_kept()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AddContract("draft", draft => draft.ForIntent(TaskIntent.Plan)));
        router.Full.Answers("the plan");
        router.Nano.Answers("yes");
        var plan = await router.Chat.GetResponseAsync(LongTurn, new ChatOptions().WithContract("draft"));

        (await router.Ask(Then(plan, "yes"))).GetRoute()!.Decision.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task Where_the_tier_is_switched_off_a_long_turn_goes_on_elsewhere()
    {
        using var router = Hard();
        var first = await router.Ask(LongTurn);
        using var without = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithTiers(max: "nano"));
        without.Nano.Answers("well").Answers("yes");

        (await without.Ask(Then(first, LongTurn))).GetRoute()!.Decision.Tier.Should().Be("nano");
        (await without.Ask(Then(first, "yes"))).GetRoute()!.Decision.Tier.Should().Be("nano");
    }

    /// <summary>The first answer comes from mini, since nano cannot give it.</summary>
    private static Router Hard()
    {
        var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Answers("one").Answers("two");
        return router;
    }

    private static List<ChatMessage> Then(ChatResponse first, string text) => [new(ChatRole.User, LongTurn), .. first.Messages, new(ChatRole.User, text)];
}
