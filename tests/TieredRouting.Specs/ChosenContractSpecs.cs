using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Specs;

/// <summary>The router chooses the contract by the examples that contracts give, where the caller asks for that.</summary>
public sealed class ChosenContractSpecs
{
    private const string OpenOnMonday = "are you open on monday";
    private const string Refund = "i want a refund for the chair";
    private const string Joke = "tell me a joke about penguins";

    private static readonly ChatOptions Chosen = new ChatOptions().WithChosenContract();

    [Fact]
    public async Task A_request_is_answered_under_the_contract_that_its_text_is_like()
    {
        using var router = Shop();
        router.Full.Answers("We will look at it.");

        var route = (await router.Chat.GetResponseAsync(Refund, Chosen)).GetRoute()!;

        (route.Contract, route.Tier, route.Decision.Signals["intent"]!.Value).Should().Be(("refund", "full", "refund"));
        router.Record.Route.Contract.Should().Be("refund");
    }

    [Fact]
    public async Task A_request_that_is_for_none_of_them_is_refused_and_on_record()
    {
        using var router = Shop();

        var refused = (await FluentActions.Awaiting(() => router.Chat.GetResponseAsync(Joke, Chosen)).Should().ThrowAsync<RouteFailedClosedException>()).Which;

        (refused.Rule, router.Calls).Should().Be(("unroutable", 0));
        refused.Reason.Should().StartWith("the request is for none of the contracts that give examples").And.NotContain("penguins");
        (router.Record.Route.Outcome, router.Record.Route.Contract, router.Record.Route.Tier).Should().Be((Outcome.FailedClosed, "auto", null));
        var intent = router.Record.Route.Decision.Signals["intent"]!;
        (intent.IsAvailable, intent.Value).Should().Be((true, null));
    }

    [Fact]
    public async Task The_contract_default_is_no_way_out_for_a_request_that_is_for_none_of_them()
    {
        using var router = Shop(routing => routing.AddContract("default", contract => contract.ForIntent(TaskIntent.Answer)));

        await FluentActions.Awaiting(() => router.Chat.GetResponseAsync(Joke, Chosen)).Should().ThrowAsync<RouteFailedClosedException>();
    }

    [Theory]
    [InlineData(OpenOnMonday)]
    [InlineData(Refund)]
    [InlineData(Joke)]
    public async Task A_plan_chooses_as_the_call_does(string text)
    {
        using var router = Shop();
        router.Nano.Answers("ok");
        router.Full.Answers("ok");

        var plan = await router.Services.GetRequiredService<IRoutePlanner>().PlanAsync(text, Chosen);
        if (text == Joke)
            await FluentActions.Awaiting(() => router.Chat.GetResponseAsync(text, Chosen)).Should().ThrowAsync<RouteFailedClosedException>();
        else
            await router.Chat.GetResponseAsync(text, Chosen);

        var decision = router.Record.Route.Decision;
        (plan.Contract, plan.Tier, plan.Unroutable, plan.Floor).Should().Be((decision.Contract, decision.Tier, decision.Unroutable, decision.Floor));
    }

    [Fact]
    public async Task A_stream_is_chosen_for_too()
    {
        using var router = Shop();
        router.Nano.Answers("From nine to five.");

        var updates = await router.Chat.GetStreamingResponseAsync(OpenOnMonday, Chosen).ToList();

        updates.ToChatResponse().GetRoute()!.Contract.Should().Be("hours");
        await FluentActions.Awaiting(() => router.Chat.GetStreamingResponseAsync(Joke, Chosen).ToList()).Should().ThrowAsync<RouteFailedClosedException>();
    }

    [Fact]
    public async Task A_chosen_contract_holds_answers_to_its_schema()
    {
        using var router = Shop(routing => routing.AddContract<Lead>("lead", contract => contract.ForIntent(TaskIntent.Extract)
            .WithExamples("We are a bakery with forty seats", "Our company has 12 seats and needs a licence", "Acme needs seats for five people")));
        router.Nano.Answers(Scenery.Acme);

        var answer = await router.Chat.GetResponseAsync<Lead>("we are a company with 5 seats", Chosen);

        (answer.Result, answer.GetRoute()!.Contract).Should().Be((new Lead("Acme", 5), "lead"));
    }

    [Fact]
    public async Task A_tool_loop_stays_under_its_contract_where_only_the_results_are_sent_too()
    {
        using var router = Shop();
        router.Nano.Answers(Scenery.Call("look_up")).Answers("We open at nine.");
        var options = Scenery.Tools(Scenery.ReadTool()).WithChosenContract();
        var step = await router.Chat.GetResponseAsync(OpenOnMonday, options);

        var answer = await router.Chat.GetResponseAsync([.. step.Messages, new(ChatRole.Tool, [new FunctionResultContent("call-1", Refund)])], options);

        (answer.GetRoute()!.Contract, answer.GetRoute()!.Id).Should().Be(("hours", step.GetRoute()!.Id));
    }

    [Fact]
    public async Task A_contract_that_is_named_states_its_intent()
    {
        using var router = Shop();

        var plan = await router.Services.GetRequiredService<IRoutePlanner>().PlanAsync(Refund, new ChatOptions().WithContract("hours"));

        (plan.Contract, plan.Signals["intent"]!.Value).Should().Be(("hours", "answer"));
    }

    [Fact]
    public async Task A_rule_may_read_what_was_chosen()
    {
        using var router = Shop(routing => routing.AddRule("refunds", context => context.Signals["intent"]?.Text() == "refund" ? new Requirement("refunds are looked at") { Approval = true } : null));

        var planner = router.Services.GetRequiredService<IRoutePlanner>();

        (await planner.PlanAsync(Refund, Chosen)).Approval.Should().BeTrue();
        (await planner.PlanAsync(OpenOnMonday, Chosen)).Approval.Should().BeFalse();
    }

    [Fact]
    public async Task Asking_where_no_contract_gives_examples_is_a_mistake()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer));

        (await FluentActions.Awaiting(() => router.Chat.GetResponseAsync("hello", Chosen)).Should().ThrowAsync<InvalidOperationException>())
            .WithMessage("*none to choose from*");
    }

    [Fact]
    public async Task A_client_may_ask_for_every_request()
    {
        using var router = Shop();
        router.Nano.Answers("From nine to five.");

        (await router.Chat.ForContract("auto").GetResponseAsync(OpenOnMonday)).GetRoute()!.Contract.Should().Be("hours");
    }

    [Fact]
    public void An_empty_example_is_an_error_and_one_of_two_contracts_a_warning()
    {
        using var empty = Router.With(contract => contract.ForIntent(TaskIntent.Answer).WithExamples("When?", " "));
        FluentActions.Invoking(() => empty.Chat).Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*contracts.work.examples: holds an empty example*");

        using var twice = Shop(routing => routing.AddContract("again", contract => contract.ForIntent(TaskIntent.Plan).WithExamples("when do you open? ")));
        _ = twice.Chat;
        twice.Logs.GetSnapshot().Should().ContainSingle(log => log.Message.Contains("contracts.hours.examples[0]: it is an example of 'again' too"));
    }

    [Fact]
    public async Task Changed_examples_choose_anew_and_the_others_are_kept()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["TieredRouting:version"] = "1",
            ["TieredRouting:contracts:refund:examples:0"] = "I want my money back",
        }).Build();
        using var router = Shop(routing => Bind(routing), services => services.AddSingleton<IConfiguration>(configuration));
        var planner = router.Services.GetRequiredService<IRoutePlanner>();
        (await planner.PlanAsync(Joke, Chosen)).Contract.Should().Be("auto");

        configuration["TieredRouting:contracts:refund:examples:0"] = "Tell me a joke about animals";
        configuration.Reload();

        (await planner.PlanAsync(Joke, Chosen)).Contract.Should().Be("refund");
        (await planner.PlanAsync(OpenOnMonday, Chosen)).Contract.Should().Be("hours");
    }

    private static void Bind(TieredRoutingBuilder routing) => routing.BindConfiguration("TieredRouting");

    private static Router Shop(Action<TieredRoutingBuilder>? routing = null, Action<IServiceCollection>? services = null) => Router.With(
        contract => contract.ForIntent(TaskIntent.Draft),
        tiers =>
        {
            tiers.AddContract("hours", contract => contract.ForIntent(TaskIntent.Answer).StartAt("nano")
                .WithExamples("When do you open?", "What are your opening hours on Sunday?", "Until when is the shop open today?", "Are you open on holidays?"));
            tiers.AddContract("refund", contract => contract.ForIntent(TaskIntent.Plan)
                .WithExamples("I want my money back", "How do I get a refund for my order?", "Please refund the broken lamp", "Can I return this and be refunded?"));
            routing?.Invoke(tiers);
        },
        services);
}
