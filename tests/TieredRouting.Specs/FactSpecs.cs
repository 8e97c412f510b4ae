using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class FactSpecs
{
    [Fact]
    public void Naming_a_contract_leaves_the_options_as_they_were()
    {
        var options = new ChatOptions();

        var named = options.WithContract("work");

        named.Should().NotBeSameAs(options);
        options.AdditionalProperties.Should().BeNull();
    }

    [Fact]
    public void Stating_facts_leaves_the_options_as_they_were()
    {
        var options = new ChatOptions().WithContract("work");

        options.WithRouting(facts => facts.Recipients(3));

        options.AdditionalProperties.Should().ContainSingle();
    }

    [Fact]
    public void Facts_are_written_as_strings_numbers_and_booleans_alone() =>
        AllFacts().AdditionalProperties!.Should().OnlyContain(property => property.Key.StartsWith("tiered_routing.") && (property.Value is string || property.Value is bool || property.Value!.GetType().IsValueType));

    [Fact]
    public async Task Facts_and_contract_never_reach_the_provider_and_other_properties_do()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Mini.Answers("hi").Answers("hi");
        var options = AllFacts();

        await router.Ask(options: options);
        options.AdditionalProperties!["mine"] = "kept";
        await router.Ask(options: options);

        router.Mini.Calls[0].Options!.AdditionalProperties.Should().BeNull();
        router.Mini.Calls[1].Options!.AdditionalProperties.Should().Equal(new Dictionary<string, object?> { ["mine"] = "kept" });
        options.AdditionalProperties.Should().ContainKey("tiered_routing.recipients");
    }

    [Fact]
    public async Task A_fact_nobody_knows_is_an_error_that_lists_the_known_ones()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        var error = await router.Fails<InvalidOperationException>(new ChatOptions { AdditionalProperties = new() { ["tiered_routing.mood"] = "good" } });

        error.Message.Should().Contain("'tiered_routing.mood'").And.Contain("recipients").And.Contain("cohort");
    }

    [Theory]
    [InlineData("tiered_routing.recipients", "many")]
    [InlineData("tiered_routing.recipients", -1)]
    [InlineData("tiered_routing.recipients", 1.5)]
    [InlineData("tiered_routing.amount", double.NaN)]
    [InlineData("tiered_routing.retrieval_confidence", 1.01)]
    [InlineData("tiered_routing.user_tier", "")]
    [InlineData("tiered_routing.cohort", 7)]
    public async Task A_fact_of_the_wrong_kind_is_an_error_that_names_it(string name, object value)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        var error = await router.Fails<InvalidOperationException>(new ChatOptions { AdditionalProperties = new() { [name] = value } });

        error.Message.Should().Contain(name);
        router.Calls.Should().Be(0);
    }

    [Fact]
    public void A_fact_that_cannot_be_is_an_error_where_it_is_stated()
    {
        FluentActions.Invoking(() => new ChatOptions().WithRouting(facts => facts.Recipients(-1))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ChatOptions().WithRouting(facts => facts.Amount(-0.01m))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ChatOptions().WithRouting(facts => facts.RetrievalConfidence(double.NaN))).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new ChatOptions().WithRouting(facts => facts.UserTier(" "))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new ChatOptions().WithContract(" ")).Should().Throw<ArgumentException>();
    }

    [Fact]
    public async Task Options_that_travelled_as_json_state_the_same_facts()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        var json = JsonSerializer.Serialize(AllFacts().WithContract("work"), AIJsonUtilities.DefaultOptions);
        var travelled = JsonSerializer.Deserialize<ChatOptions>(json, AIJsonUtilities.DefaultOptions)!;
        router.Mini.Answers("hi");

        await router.Chat.GetResponseAsync("hello", travelled);

        router.Record.Facts.Should().Be(new RequestFacts
        {
            Recipients = 200,
            Records = 3,
            Amount = 5000.5m,
            UserTier = "gold",
            RetrievalConfidence = 0.4,
            Cohort = "de-smb",
            Surface = "chat",
            Workflow = "weekly-report",
            Step = "format",
        });
    }

    [Fact]
    public async Task The_endpoint_sets_the_model()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("hi");

        await router.Ask(options: new ChatOptions { ModelId = "the callers wish" });

        router.Nano.Calls[0].Options!.ModelId.Should().BeNull("this endpoint names no model, and its client knows its own");
    }

    [Fact]
    public async Task Messages_that_can_be_read_only_once_are_read_once()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).On(Trigger.ProviderError, then => then.RetrySameTier(1)));
        router.Nano.Throws(Scenery.Overloaded()).Answers("hi");
        var reads = 0;
        IEnumerable<ChatMessage> Once()
        {
            reads++;
            yield return new ChatMessage(ChatRole.User, "hello");
        }

        await router.Chat.GetResponseAsync(Once(), new ChatOptions().WithContract("work"));

        reads.Should().Be(1);
    }

    [Fact]
    public async Task A_request_without_messages_or_with_a_null_message_is_refused_by_name()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));

        await router.Awaiting(it => it.Ask([])).Should().ThrowAsync<ArgumentException>().WithMessage("*'work'*at least one message*");
        await router.Awaiting(it => it.Ask([null!])).Should().ThrowAsync<ArgumentException>().WithMessage("*'work'*null message*");
        await router.Awaiting(it => it.Ask((IEnumerable<ChatMessage>)null!)).Should().ThrowAsync<ArgumentNullException>();
    }

    private static ChatOptions AllFacts() => new ChatOptions().WithRouting(facts => facts
        .Recipients(200).Records(3).Amount(5_000.5m).UserTier("gold").RetrievalConfidence(0.4).Cohort("de-smb").Surface("chat").Workflow("weekly-report", step: "format"));
}
