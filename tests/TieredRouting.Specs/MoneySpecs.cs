using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class MoneySpecs
{
    [Fact]
    public async Task Nothing_is_called_when_the_money_does_not_suffice()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Plan).AtMost(cost: 0.01m));

        var error = await router.Fails<RouteFailedClosedException>();

        (error.Route.Attempts.Count, router.Calls, router.Record.Route.Cost).Should().Be((0, 0, 0m));
        error.Message.Should().Contain("money");
    }

    [Fact]
    public async Task Only_as_much_output_is_asked_for_as_the_money_left_buys()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: 0.002m));
        router.Nano.Answers("hi", 10, 5);

        await router.Ask();

        // 6 tokens of prompt at 1 a million; the rest at 2 a million.
        router.Nano.Calls[0].Options!.MaxOutputTokens.Should().Be(997);
    }

    [Theory]
    [InlineData(100, 200, 300, 100)]
    [InlineData(300, 100, 200, 100)]
    [InlineData(200, 300, 100, 100)]
    public async Task The_least_of_all_output_limits_holds(int caller, int contract, int endpoint, int sent)
    {
        using var router = Router.On((it, tiers) => tiers.AddTier("nano", tier => tier.UseClient(it.Nano).WithMaxOutput(endpoint)), work => work.ForIntent(TaskIntent.Classify).WithMaxOutput(contract));
        router.Nano.Answers("hi");

        await router.Ask(options: new ChatOptions { MaxOutputTokens = caller });

        router.Nano.Calls[0].Options!.MaxOutputTokens.Should().Be(sent);
    }

    [Fact]
    public async Task Where_nobody_limits_the_output_no_limit_is_sent()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("hi");

        await router.Ask();

        router.Nano.Calls[0].Options!.MaxOutputTokens.Should().BeNull();
    }

    [Fact]
    public async Task An_attempt_that_could_say_next_to_nothing_is_not_made()
    {
        // What is left after the prompt buys 255 tokens.
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: 0.000006m + 255 * 0.000002m));

        await router.Fails<RouteFailedClosedException>();

        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task An_overrun_that_the_provider_billed_is_recorded()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: 0.001m));
        router.Nano.Answers("hi", 5_000, 5_000);

        await router.Ask();

        router.Record.Route.Cost.Should().Be(0.015m);
    }

    [Fact]
    public async Task After_an_overrun_no_further_attempt_is_made()
    {
        using var router = Router.For<Lead>(contract => contract.AtMost(cost: 0.01m));
        router.Nano.Answers("no", 5_000, 5_000);

        var error = await router.Fails<RouteFailedClosedException>();

        (router.Calls, error.GetRoute()!.Cost).Should().Be((1, 0.015m));
    }

    [Fact]
    public async Task Without_usage_the_reservation_is_booked_as_spent_and_marked_estimated()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithMaxOutput(1_000).AtMost(cost: 1));
        router.Nano.Answers("hi");

        await router.Ask();

        var attempt = router.Record.Route.Attempts.Should().ContainSingle().Subject;
        (attempt.Estimated, attempt.Usage, attempt.Cost).Should().Be((true, (TokenUsage?)null, 0.000006m + 1_000 * 0.000002m));
    }

    [Fact]
    public async Task What_was_booked_for_lack_of_usage_counts_against_the_limit()
    {
        using var router = Router.For<Lead>(contract => contract.WithMaxOutput(500).AtMost(cost: 0.0025m).On(Trigger.SchemaFailure, then => then.RetrySameTier(9)));
        router.Nano.Answers("no").Answers("no").Answers("no");

        var error = await router.Fails<RouteFailedClosedException>();

        error.GetRoute()!.Cost.Should().BeLessThanOrEqualTo(0.0025m);
        router.Calls.Should().Be(2);
    }

    [Fact]
    public async Task Failed_attempts_cost_money_and_are_counted()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("no", 1_000, 100);
        router.Mini.Answers(Scenery.Acme, 1_000, 100);

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Cost).Should().Equal(0.0012m, 0.012m);
        route.Cost.Should().Be(0.0132m);
    }

    [Fact]
    public async Task An_error_after_which_a_provider_may_bill_is_booked_and_one_before_is_free()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithMaxOutput(1_000));
        router.Nano.Throws(Scenery.Overloaded(System.Net.HttpStatusCode.TooManyRequests));
        router.Mini.Throws(Scenery.Overloaded());
        router.Full.Answers("hi", 10, 5);

        var attempts = (await router.Ask()).GetRoute()!.Attempts;

        (attempts[0].Cost, attempts[0].Estimated).Should().Be((0m, false));
        (attempts[1].Cost, attempts[1].Estimated).Should().Be((0.02006m, true));
    }

    [Fact]
    public async Task Cached_input_has_its_own_price()
    {
        using var router = Router.On((it, tiers) => tiers.AddTier("nano", tier => tier.UseClient(it.Nano).PricedAt(10, 0, cachedInput: 1)).WithCurrency("EUR"), contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi"))
        {
            Usage = new UsageDetails { InputTokenCount = 1_000, CachedInputTokenCount = 400, OutputTokenCount = 7, ReasoningTokenCount = 3 },
        });

        var route = (await router.Ask()).GetRoute()!;

        (route.Cost, route.Currency, route.Attempts[0].Usage).Should().Be((0.0064m, "EUR", new TokenUsage(1_000, 400, 7, 3)));
    }

    [Fact]
    public async Task A_tokenizer_that_throws_leaves_the_estimate_standing()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: 1), routing => routing.CountTokensWith(_ => throw new InvalidCastException()));

        router.Nano.Answers("ok", 10, 5);
        await router.Ask();

        (router.Calls, router.Record.Route.Outcome).Should().Be((1, Outcome.Released));
    }

    [Fact]
    public async Task A_usage_that_is_nonsense_counts_as_none()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("hi", -5, 3);

        (await router.Ask()).GetRoute()!.Attempts[0].Estimated.Should().BeTrue();
    }
}
