using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Specs;

/// <summary>What each route really costs is known by contract, cohort and tier, and a contract may start where that is least.</summary>
public sealed class LedgerSpecs
{
    [Fact]
    public async Task The_routers_ledger_counts_requests_by_contract_cohort_and_tier()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract));

        await router.Ask(options: In("de"));
        var wrong = (await router.Ask(options: In("de"))).GetRoute()!;
        await router.Ask();
        await Feedback(router).RecordAsync(wrong.Id, RoutingFeedback.Thumbs(up: false));

        var snapshot = Ledger(router).Snapshot();
        var german = snapshot.Of("work", "de").Single();
        (german.Tier, german.Started.Requests, german.Started.Succeeded, german.Started.ThumbsDown, german.Made.Attempts).Should().Be(("nano", 2, 1, 1, 2));
        german.Started.Cost.Should().Be(2 * wrong.Cost).And.BePositive();
        snapshot.Of("work").Single().Started.Requests.Should().Be(3);
    }

    [Fact]
    public async Task A_ledger_that_is_built_from_the_audit_says_what_the_routers_own_says()
    {
        using var folder = new Folder();
        var path = folder["audit.jsonl"];
        using (var router = Answering(contract => contract.ForIntent(TaskIntent.Extract).WithRisk(business: RiskLevel.Medium), routing => routing.AuditTo.JsonLines(path)))
        {
            for (var i = 0; i < 3; i++)
            {
                var route = (await router.Ask(options: In(i == 0 ? null : "de"))).GetRoute()!;
                await Feedback(router).RecordAsync(route.Id, i == 1 ? RoutingFeedback.RolledBack : RoutingFeedback.Accepted);
            }

            Described(await Rebuilt(path)).Should().Equal(Described(Ledger(router)));
            Described(Ledger(router)).Should().NotBeEmpty();
        }
    }

    [Fact]
    public async Task Workflows_are_summed_over_their_steps()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract));

        foreach (var step in (string[])["read", "write", "write"])
            await router.Ask(options: new ChatOptions().WithRouting(facts => facts.Workflow("weekly", step)));

        var weekly = Ledger(router).Snapshot().Workflows.Single();
        (weekly.Workflow, weekly.Total.Requests).Should().Be(("weekly", 3));
        weekly.Steps.Select(step => (step.Step, step.Figures.Requests)).Should().Equal(("read", 1), ("write", 2));
        weekly.Total.Cost.Should().Be(weekly.Steps.Sum(step => step.Figures.Cost)).And.BePositive();
    }

    [Fact]
    public async Task A_contract_learns_from_feedback_to_start_where_errors_cost_least()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract).StartByExpectedCost().WithEconomics(userVisibleFailure: 1m));

        var tiers = new List<string?>();
        for (var i = 0; i < 60; i++)
        {
            var route = (await router.Ask(options: In("de"))).GetRoute()!;
            tiers.Add(route.Decision.Tier);
            // Only the middle tier answers well enough, and the highest is too dear for what it adds.
            if (route.Tier == "nano" || (route.Tier == "mini" && i % 10 == 0))
                await Feedback(router).RecordAsync(route.Id, RoutingFeedback.Thumbs(up: false));
        }

        tiers[0].Should().Be("nano", "nothing is known, so the intent decides");
        tiers.TakeLast(20).Should().NotContain("nano").And.Contain("mini");
        router.Audit.Records.SelectMany(record => record.Route.Decision.Reasons).Should().Contain(reason => reason.Rule == "expected-cost" && reason.Because.Contains("against nano"));
    }

    [Fact]
    public async Task What_it_learnt_in_one_cohort_holds_in_another_until_that_says_otherwise()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract).StartByExpectedCost().WithEconomics(userVisibleFailure: 1m).WithTiers(max: "mini"));
        for (var i = 0; i < 100; i++)
        {
            var route = (await router.Ask(options: In("de"))).GetRoute()!;
            if (route.Tier == "nano")
                await Feedback(router).RecordAsync(route.Id, RoutingFeedback.Thumbs(up: false));
        }

        (await router.Ask(options: In("fr"))).GetRoute()!.Decision.Tier.Should().Be("mini");
    }

    [Fact]
    public async Task The_history_is_on_record_and_decides_the_same_again()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract).StartByExpectedCost().WithEconomics(userVisibleFailure: 1m));
        for (var i = 0; i < 5; i++)
            await Feedback(router).RecordAsync((await router.Ask()).GetRoute()!.Id, RoutingFeedback.Thumbs(up: false));

        var history = router.Audit.Records[^1].Route.Decision.Signals["cohortHistory"]!;

        history.Number("nano.requests").Should().BeGreaterThan(0);
        history.Number("nano.successRate").Should().Be(0);
    }

    [Fact]
    public async Task Nobody_pays_for_a_history_that_nothing_reads()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract));

        await router.Ask();
        await router.Ask();

        router.Audit.Records[^1].Route.Decision.Signals["cohortHistory"].Should().BeNull();
    }

    [Fact]
    public async Task Risk_work_does_not_make_the_tier_look_dear_that_it_must_start_on()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract).StartByExpectedCost().WithEconomics(humanReview: 5m).AddRule("risky", context => context.Signals["userTier"]?.Text() == "gold" ? new Requirement("gold") { Class = WorkClass.T2 } : null));
        for (var i = 0; i < 10; i++)
            await router.Ask(options: new ChatOptions().WithRouting(facts => facts.UserTier("gold")));
        await router.Ask();

        await router.Ask();

        var history = router.Audit.Records[^1].Route.Decision.Signals["cohortHistory"]!;
        (history.Number("mini.requests"), history.Number("nano.reviewRate")).Should().Be((null, 0));
    }

    [Fact]
    public async Task Errors_are_priced_by_the_contract()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract).WithEconomics(userVisibleFailure: 2m, rollback: 3m));
        var route = (await router.Ask()).GetRoute()!;
        await router.Ask();
        await Feedback(router).RecordAsync(route.Id, RoutingFeedback.RolledBack);

        var cost = CostBreakdown.Of(Ledger(router).Snapshot().Of("work").Single().Started, new ContractEconomics(UserVisibleFailure: 2m, Rollback: 3m));

        (cost.Failures, cost.Rollbacks, cost.Tokens, cost.PerSuccess).Should().Be((2m, 3m, 2 * route.Cost, 5m + (2 * route.Cost)));
    }

    [Fact]
    public void A_negative_price_is_an_error_at_start_by_its_path()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract).WithEconomics(humanReview: -1m));

        var asking = () => router.Services.GetRequiredService<IChatClient>();

        asking.Should().Throw<Microsoft.Extensions.Options.OptionsValidationException>().WithMessage("*contracts.work.economics.humanReview: must lie between 0 and 1,000,000,000*");
    }

    [Fact]
    public async Task To_start_by_cost_where_errors_cost_nothing_is_warned_about()
    {
        using var router = Answering(contract => contract.ForIntent(TaskIntent.Extract).StartByExpectedCost());

        await router.Ask();

        router.Logs.GetSnapshot().Select(log => log.Message).Should().ContainMatch("*contracts.work.economics: nothing but calls costs anything*");
    }

    private static Router Answering(Action<ContractBuilder> contract, Action<TieredRoutingBuilder>? routing = null)
    {
        var router = Router.With(contract, routing);
        foreach (var client in (Testing.ScriptedChatClient[])[router.Nano, router.Mini, router.Full])
            client.AlwaysAnswers("fine");
        return router;
    }

    private static ChatOptions In(string? cohort) => cohort is null ? new ChatOptions() : new ChatOptions().WithRouting(facts => facts.Cohort(cohort));

    private static IRoutingFeedback Feedback(Router router) => router.Services.GetRequiredService<IRoutingFeedback>();

    private static RoutingLedger Ledger(Router router) => router.Services.GetRequiredService<RoutingLedger>();

    private static async Task<RoutingLedger> Rebuilt(string path)
    {
        var ledger = new RoutingLedger();
        await foreach (var entry in AuditReader.ReadAllAsync(path))
            ledger.Add(entry);
        return ledger;
    }

    private static IEnumerable<object> Described(RoutingLedger ledger) => ledger.Snapshot().Cells.Select(cell => (object)(
        cell.Contract, cell.Cohort, cell.Tier, cell.Started.Requests, cell.Started.Succeeded, cell.Started.RolledBack, cell.Started.Accepted, (cell.Started.Cost, cell.Made.Attempts, cell.Made.Tokens, cell.Made.Answered, cell.Made.AnsweredWrong)));
}
