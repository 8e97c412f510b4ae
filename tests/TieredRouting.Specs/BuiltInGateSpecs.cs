using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace TieredRouting.Specs;

/// <summary>The gates that come with the library, by their names alone.</summary>
public sealed class BuiltInGateSpecs
{
    private const string Fine = "We will look at it.";

    /// <summary>Each gate with an answer that it refuses.</summary>
    public static TheoryData<string, string> Refused => new()
    {
        { GateNames.PiiLeak, "Write to ann.keller@bakery.example, please." },
        { GateNames.CredentialLeak, "Use password: Tr0ub4dor&3xyz for it." },
        { GateNames.ForbiddenAdvice, "Take 400 mg every six hours." },
        { GateNames.RegulatedLanguage, "It is risk free." },
        { GateNames.PriceCommitment, "It costs $29 a month." },
        { GateNames.Groundedness, "It was founded in 1999." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Every_gate_refuses_on_every_tier_escalates_and_marks_the_route_as_the_plan_says(string gate, string refused)
    {
        using var router = Named(gate);
        router.Nano.Answers(refused);
        router.Mini.Answers(refused);
        router.Full.Answers(Fine);

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("gateFailure", "gateFailure", "accepted");
        (route.Tier, route.MarkedHighRisk, route.Gates[gate]).Should().Be(("full", true, GateVerdict.Passed));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Nothing_of_what_is_refused_streams_whatever_the_chunks_are(string gate, string refused)
    {
        foreach (var chunk in (int[])[1, 7, 2_000])
        {
            var text = new StringBuilder().Insert(0, "the shop is open. ", 60).Append(refused).Append(' ').Insert(0, " ", 1).Append(new string('.', 900)).ToString();
            using var router = Router.On(
                (_, tiers) => tiers.AddTier("nano", tier => tier.UseClient(StreamClient.Saying(text, chunk))),
                contract => Describe(contract, gate).On(Trigger.GateFailure, then => then.FailClosed()));
            var seen = new StringBuilder();

            var reading = async () =>
            {
                await foreach (var update in router.Stream(new string('.', 1) + " the shop is open"))
                    seen.Append(update.Text);
            };

            await reading.Should().ThrowAsync<RouteFailedClosedException>();
            seen.ToString().Should().NotContain(refused);
            router.Record.Route.Gates[gate].Should().Be(GateVerdict.Failed);
        }
    }

    [Theory]
    [InlineData(GateNames.PiiLeak, true)]
    [InlineData(GateNames.CredentialLeak, true)]
    [InlineData(GateNames.ForbiddenAdvice, true)]
    [InlineData(GateNames.RegulatedLanguage, true)]
    [InlineData(GateNames.PriceCommitment, true)]
    [InlineData(GateNames.Groundedness, false)]
    public async Task What_a_window_can_judge_streams(string gate, bool streams)
    {
        var text = string.Concat(Enumerable.Repeat("the shop is open. ", 100));
        using var router = Router.On((_, tiers) => tiers.AddTier("nano", tier => tier.UseClient(StreamClient.Saying(text, 50))), contract => Describe(contract, gate));

        var updates = await router.Stream("the shop is open").ToList();

        updates.ToChatResponse().Text.Should().Be(text);
        (updates.Count(update => update.Text.Length > 0) > 1).Should().Be(streams);
    }

    [Fact]
    public async Task A_gate_of_ones_own_may_know_the_request()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates("echo").On(Trigger.GateFailure, then => then.FailClosed()), routing => routing.AddGate(new NoEcho(asked: null)));
        router.Nano.Answers("hello");

        await router.Fails<RouteFailedClosedException>();
    }

    [Fact]
    public async Task A_gate_that_cannot_be_made_for_a_request_lets_nothing_through()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates("broken").On(Trigger.GateFailure, then => then.FailClosed()), routing => routing.AddGate(new Broken()));
        router.Nano.Answers("hello");

        await router.Fails<RouteFailedClosedException>();

        router.Record.Route.Gates["broken"].Should().Be(GateVerdict.Unavailable);
    }

    [Fact]
    public void A_gate_of_ones_own_by_the_name_of_a_built_in_one_is_an_error_at_start()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.AddGate(new TestGate(GateNames.PiiLeak, _ => GateVerdict.Passed)));

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().WithMessage("*gates: two are called 'pii-leak'*");
    }

    [Fact]
    public void Settings_that_cannot_be_are_errors_at_start()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGateSettings(gates => gates.RequireOverlap(2)));

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal("contracts.work.gateSettings.groundedness.minimumOverlap: must lie between 0 and 1");
    }

    [Fact]
    public async Task Regulated_language_without_phrases_finds_nothing_and_start_up_says_so()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates(GateNames.RegulatedLanguage));
        router.Nano.Answers(Fine);

        (await router.Ask()).GetRoute()!.Gates[GateNames.RegulatedLanguage].Should().Be(GateVerdict.Passed);
        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Message.Contains("contracts.work.gateSettings.regulatedLanguage: it has no phrases"));
    }

    [Fact]
    public void A_phrase_without_a_word_is_an_error_at_start()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGateSettings(gates => gates.AddPhrases(banned: ["?!"]).AddPhrases(required: [new string('x', 121)], market: "de")));

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().Which.Failures.Should().Equal(
            "contracts.work.gateSettings.regulatedLanguage.banned: holds a phrase without a word, or one of more than 120 characters",
            "contracts.work.gateSettings.regulatedLanguage.markets.de.required: holds a phrase without a word, or one of more than 120 characters");
    }

    [Fact]
    public async Task A_request_states_its_market()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithGates(GateNames.RegulatedLanguage).WithGateSettings(gates => gates.AddPhrases(banned: ["risk free"], market: "uk").AddPhrases(market: "us")));
        router.Nano.Answers("It is risk free.").Answers("It is risk free.");
        router.Mini.Answers(Fine);

        (await router.Ask(options: new ChatOptions().WithRouting(facts => facts.Market("us")))).GetRoute()!.Tier.Should().Be("nano");
        (await router.Ask(options: new ChatOptions().WithRouting(facts => facts.Market("uk")))).GetRoute()!.Tier.Should().Be("mini");
    }

    [Fact]
    public async Task The_mark_of_a_source_reaches_no_model()
    {
        using var router = Named(GateNames.Groundedness);
        router.Nano.Answers("It has 45 seats.");

        await router.Ask([new ChatMessage(ChatRole.User, "There are 45 seats.").AsSource(), new ChatMessage(ChatRole.User, "how many?")]);

        router.Nano.Calls[0].Messages.Should().OnlyContain(message => message.AdditionalProperties == null);
    }

    [Fact]
    public async Task A_step_that_looks_for_its_sources_goes_on_and_its_answer_is_held_to_them()
    {
        using var router = Named(GateNames.Groundedness);
        var step = Scenery.Call("look_up");
        step.Messages[0].Contents.Insert(0, new TextContent("I will look it up in the 3 files of Lisbon."));
        router.Nano.Answers(step).Answers("It has 46 seats.");
        router.Mini.Answers("It has 45 seats.");
        var options = Scenery.Tools(Scenery.ReadTool());

        var asked = await router.Ask("how many?", options);
        var answer = await router.Ask([new ChatMessage(ChatRole.User, "how many?"), .. asked.Messages, new ChatMessage(ChatRole.Tool, [new FunctionResultContent("call-1", "45 seats")])], options);

        (answer.Text, answer.GetRoute()!.Tier).Should().Be(("It has 45 seats.", "mini"));
    }

    private static Router Named(string gate) => Router.With(contract => Describe(contract, gate).On(Trigger.GateFailure, then => then.Escalate().MarkHighRisk()));

    private static ContractBuilder Describe(ContractBuilder contract, string gate) => contract
        .ForIntent(TaskIntent.Classify).WithGates(gate).WithGateSettings(gates => gates.AddPhrases(banned: ["risk free"]).RequireOverlap(0));

    private sealed class NoEcho(string? asked) : IAnswerGate
    {
        public string Name => "echo";

        public IAnswerGate ForRequest(SignalRequest request) => new NoEcho(request.Text);

        public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(answer.Text == asked ? GateVerdict.Failed : GateVerdict.Passed);
    }

    private sealed class Broken : IAnswerGate
    {
        public string Name => "broken";

        public IAnswerGate ForRequest(SignalRequest request) => throw new InvalidCastException("secret");

        public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Passed);
    }
}
