using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TieredRouting.Specs;

public sealed class BudgetSpecs
{
    [Fact]
    public async Task A_budget_of_gold_users_is_theirs_alone()
    {
        using var router = Working(new Budget("gold-hourly", 0.02m) { Per = BudgetScope.UserTier, Is = "gold" });
        router.Nano.AlwaysAnswers("hi", 10_000, 5_000);

        await router.Ask(options: Of("gold"));
        var error = await Fails(router, Of("gold"));
        await router.Ask(options: Of("silver"));

        error.Rule.Should().Be("budget");
        error.Message.Should().Contain("'gold-hourly' of 'gold'").And.Contain("work");
        error.Route.Attempts.Should().BeEmpty();
        router.Calls.Should().Be(2);
    }

    [Theory]
    [InlineData(BudgetScope.All)]
    [InlineData(BudgetScope.Contract)]
    [InlineData(BudgetScope.Cohort)]
    [InlineData(BudgetScope.Workflow)]
    public async Task Requests_of_one_kind_share_a_budget(BudgetScope per)
    {
        using var router = Working(new Budget("shared", 0.02m) { Per = per });
        router.Nano.AlwaysAnswers("hi", 10_000, 5_000);
        var facts = new ChatOptions().WithRouting(it => it.Cohort("de").Workflow("weekly"));

        await router.Ask(options: facts);
        await Fails(router, facts);

        router.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_budget_that_is_nearly_spent_starts_requests_cheaper_and_says_so()
    {
        using var router = Working(new Budget("all", 1m) { DegradeAt = 0.015 }, contract => contract.StartAt("mini"));
        router.Mini.Answers("mini", 1_000, 250);
        router.Nano.Answers("nano", 10, 5);

        (await router.Ask()).Text.Should().Be("mini");
        var route = (await router.Ask()).GetRoute()!;

        route.Tier.Should().Be("nano");
        route.Decision.Reasons.Should().ContainSingle(reason => reason.Rule == "budget" && reason.Requires == "start nano" && reason.Because.Contains("'all'"));
        (await router.Plan()).Tier.Should().Be("nano");
    }

    [Fact]
    public async Task A_budget_lowers_no_floor()
    {
        using var router = Working(new Budget("all", 1m) { DegradeAt = 0.001 }, contract => contract.StartAt("full").WithTiers(min: "mini"));
        router.Full.Answers("full", 1_000, 250);
        router.Mini.Answers("mini", 10, 5);

        await router.Ask();

        (await router.Ask()).GetRoute()!.Tier.Should().Be("mini");
    }

    [Fact]
    public async Task A_control_stands_above_what_a_budget_wishes()
    {
        using var router = Working(new Budget("all", 1m) { DegradeAt = 0.001 }, contract => contract.StartAt("full"));
        router.Full.Answers("full", 1_000, 250);
        router.Mini.Answers("mini", 10, 5);
        await router.Ask();

        await router.Services.GetRequiredService<IRoutingControls>().ApplyAsync(new RoutingControl("force-mini", "a test") { MinimumTier = "mini" });

        (await router.Ask()).GetRoute()!.Tier.Should().Be("mini");
    }

    [Fact]
    public async Task Requests_side_by_side_are_not_refused_because_one_has_set_all_the_money_aside()
    {
        using var router = Working(new Budget("all", 1m), contract => contract.AtMost(cost: 0.9m));
        var release = new TaskCompletionSource();
        for (var i = 0; i < 20; i++)
        {
            router.Nano.Answers(async (_, _) =>
            {
                await release.Task;
                return Scenery.Finished("hi", ChatFinishReason.Stop);
            });
        }

        var asking = Enumerable.Range(0, 20).Select(_ => router.Ask()).ToList();
        release.SetResult();
        await Task.WhenAll(asking);

        router.Nano.Calls.Should().HaveCount(20).And.OnlyContain(call => call.Options!.MaxOutputTokens == 4_096);
        router.Logs.GetSnapshot().Should().NotContain(log => log.Message.StartsWith("Budget", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Usage_that_nobody_knows_is_booked_as_it_was_reserved()
    {
        using var router = Working(new Budget("all", 0.003m), contract => contract.WithMaxOutput(1_000));
        router.Nano.Answers("hi").Answers("hi");

        await router.Ask();
        await router.Ask();
        await Fails(router);

        router.Calls.Should().Be(2, "of 0.003, the first call has 0.002 booked, and what the rest buys for the second is booked too");
    }

    [Fact]
    public async Task What_is_refused_is_logged_once_and_counted_each_time()
    {
        using var router = Working(new Budget("all", 0.0001m) { WarnAt = 0.5 });

        await Fails(router);
        await Fails(router);

        router.Logs.GetSnapshot().Where(log => log.Message.StartsWith("Budget", StringComparison.Ordinal)).Should().ContainSingle().Which.Message.Should().Contain("'all'").And.Contain("rejected").And.Contain("0 of 0.0001");
    }

    [Theory]
    [InlineData(BudgetWindow.Hour)]
    [InlineData(BudgetWindow.Day)]
    public async Task A_budget_may_reject_before_all_of_it_is_spent(BudgetWindow window)
    {
        using var router = Working(new Budget("all", 1m) { Window = window, WarnAt = 0.01, DegradeAt = 0.015, RejectAt = 0.02 });
        router.Nano.AlwaysAnswers("hi", 10_000, 5_000);

        await router.Ask();
        var error = await Fails(router);

        (error.Rule, router.Calls).Should().Be(("budget", 1), "2 % of 1 is spent");
        router.Time.Advance(TimeSpan.FromMinutes(62));
        if (window == BudgetWindow.Hour)
            await router.Ask();
        else
            await Fails(router);
    }

    [Fact]
    public async Task Money_comes_back_with_time()
    {
        using var router = Working(new Budget("all", 0.02m));
        router.Nano.AlwaysAnswers("hi", 10_000, 5_000);
        await router.Ask();
        await Fails(router);

        router.Time.Advance(TimeSpan.FromMinutes(62));

        (await router.Ask()).Text.Should().Be("hi");
    }

    [Fact]
    public async Task A_section_overrides_and_adds_budgets()
    {
        var configuration = Section(
            ("0:name", "all"), ("0:amount", "0.0001"),
            ("1:name", "gold"), ("1:amount", "5"), ("1:per", "userTier"), ("1:is", "gold"), ("1:window", "day"), ("1:warnAt", "0.8"), ("1:degradeAt", "0.9"));
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify),
            routing => routing.AddBudget(new Budget("all", 100m)).BindConfiguration("TieredRouting"),
            services => services.AddSingleton<IConfiguration>(configuration));

        (await Fails(router)).Message.Should().Contain("'all'");
    }

    [Theory]
    [InlineData("amount", "-1", "budgets.all.amount: must lie*")]
    [InlineData("warnAt", "2", "budgets.all.warnAt: lies above rejectAt*")]
    [InlineData("degradeAt", "0", "budgets.all.degradeAt: must be a share*")]
    [InlineData("is", "gold", "budgets.all.is: says whose*")]
    [InlineData("per", "planet", "budgets.0.per: must be one of all, contract, cohort, userTier, workflow*")]
    [InlineData("colour", "red", "budgets.0.colour: is not a known property*")]
    public void What_is_wrong_with_a_budget_is_said_at_start(string property, string value, string error)
    {
        var configuration = Section(("0:name", "all"), ("0:amount", "1"), ($"0:{property}", value));
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), routing => routing.BindConfiguration("TieredRouting"), services => services.AddSingleton<IConfiguration>(configuration));

        var start = () => router.Chat;

        start.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle().Which.Should().Match(error);
    }

    private static IConfiguration Section(params (string Key, string Value)[] budgets) => new ConfigurationBuilder()
        .AddInMemoryCollection([new("TieredRouting:version", "1"), .. budgets.GroupBy(item => item.Key).Select(item => new KeyValuePair<string, string?>($"TieredRouting:budgets:{item.Key}", item.Last().Value))])
        .Build();

    private static ChatOptions Of(string userTier) => new ChatOptions().WithRouting(facts => facts.UserTier(userTier));

    private static async Task<RouteFailedClosedException> Fails(Router router, ChatOptions? options = null) => await router.Fails<RouteFailedClosedException>(options);

    private static Router Working(Budget budget, Action<ContractBuilder>? contract = null) => Router.With(
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract?.Invoke(work);
        },
        routing => routing.AddBudget(budget));
}
