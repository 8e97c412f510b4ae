using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>A contract's prompt is part of its interface: the same on every tier, and on record.</summary>
public sealed class PromptSpecs
{
    private const string Prompt = "Extract the fields. Invent nothing.";

    [Fact]
    public async Task Every_tier_and_every_attempt_is_sent_the_same_instructions_in_the_same_place()
    {
        using var router = Router.For<Lead>(contract => contract.WithPrompt(Prompt).On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate()).AtMost(attempts: 4));
        router.Nano.Answers("no").Answers("no");
        router.Mini.Throws(Scenery.Overloaded());
        router.Full.Answers(Scenery.Acme);

        await router.Ask();

        Sent(router).Should().Equal(Prompt, Prompt, Prompt, Prompt);
        router.Full.Calls[0].Messages.Should().ContainSingle().Which.Role.Should().Be(ChatRole.User);
    }

    [Theory]
    [InlineData(null, Prompt)]
    [InlineData("Answer in German.", Prompt + "\n\nAnswer in German.")]
    public async Task The_callers_own_instructions_come_after_the_contracts(string? caller, string sent)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithPrompt(Prompt));
        router.Nano.Answers("hi");
        var options = new ChatOptions { Instructions = caller };

        await router.Ask(options: options);

        Sent(router).Should().Equal(sent);
        options.Instructions.Should().Be(caller, "the caller's options are the caller's");
    }

    [Fact]
    public async Task A_contract_without_a_prompt_adds_nothing()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("hi").Answers("hi");

        await router.Ask();
        await router.Ask(options: new ChatOptions { Instructions = "Be brief." });

        Sent(router).Should().Equal(null, "Be brief.");
    }

    [Theory]
    [InlineData("Extract the company only.", "Extract the company only.\n\nAnswer in German.")]
    [InlineData(null, Prompt + "\n\nAnswer in German.")]
    public async Task After_a_narrowing_switch_the_narrow_instructions_take_the_place_of_the_contracts_alone(string? narrow, string sent)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithPrompt(Prompt, narrow: narrow).On(Trigger.ProviderError, then => then.SwitchTo("mini", narrow: true)));
        router.Nano.Throws(Scenery.Overloaded());
        router.Mini.Throws(Scenery.Overloaded());
        router.Full.Answers("hi");

        await FluentActions.Awaiting(() => router.Ask(options: new ChatOptions { Instructions = "Answer in German." })).Should().ThrowAsync<TiersExhaustedException>();

        Sent(router).Should().Equal(Prompt + "\n\nAnswer in German.", sent);
    }

    [Fact]
    public async Task A_stream_is_sent_the_same_instructions()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithPrompt(Prompt));
        router.Nano.Answers("hi");

        await router.Stream(options: new ChatOptions { Instructions = "Be brief." }).ToList();

        Sent(router).Should().Equal(Prompt + "\n\nBe brief.");
    }

    [Fact]
    public async Task The_record_names_the_prompt_and_its_version()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithPrompt(Prompt, id: "triage", version: "3"));
        router.Nano.Answers("hi");

        await router.Ask();

        (router.Record.PromptId, router.Record.PromptVersion).Should().Be(("triage", "3"));
    }

    private static IEnumerable<string?> Sent(Router router) =>
        router.Nano.Calls.Concat(router.Mini.Calls).Concat(router.Full.Calls).Select(call => call.Options!.Instructions);
}
