using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

public sealed class RouteSpecs
{
    [Fact]
    public async Task An_answer_tells_its_route()
    {
        using var router = Router.For<Lead>();
        router.Nano.Answers("no", 1_000, 100);
        router.Mini.Answers(Scenery.Acme, 1_000, 100);

        var route = (await router.Ask<Lead>()).GetRoute()!;

        (route.Contract, route.Tier, route.Outcome, route.Cost, route.Currency, route.FromCache, route.Why).Should().Be(("work", "mini", Outcome.Released, 0.0132m, "USD", false, (string?)null));
        route.Attempts.Select(attempt => (attempt.Tier, attempt.Endpoint, attempt.Kind)).Should().Equal(("nano", "nano", CallKind.Answer), ("mini", "mini", CallKind.Answer));
        route.Decision.Reasons.Should().ContainSingle().Which.ToString().Should().Be("start nano (start: the intent is extract)");
        route.Id.Should().Be(router.Record.Route.Id);
    }

    [Fact]
    public void An_answer_of_somebody_else_has_no_route()
    {
        new ChatResponse().GetRoute().Should().BeNull();
        new ChatResponseUpdate().GetRoute().Should().BeNull();
        new IOException().GetRoute().Should().BeNull();
        new ChatResponse { AdditionalProperties = new() { ["tiered_routing.route"] = "nonsense" } }.GetRoute().Should().BeNull();
    }

    [Fact]
    public async Task A_route_and_an_approval_survive_the_hosts_json()
    {
        using var router = Router.For<Lead>(contract => contract.WithApproval(ApprovalMode.Always).WithRisk(business: RiskLevel.High));
        router.Mini.Answers("""{"company":"Acme"}""", 1_000, 100);
        router.Full.Answers(Scenery.Acme, 1_000, 100);
        var answer = await router.Ask();

        var json = JsonSerializer.Serialize(answer, AIJsonUtilities.DefaultOptions);
        var travelled = JsonSerializer.Deserialize<ChatResponse>(json, AIJsonUtilities.DefaultOptions)!;

        var (before, after) = (answer.GetRoute()!, travelled.GetRoute()!);
        after.FromCache.Should().BeTrue();
        (after.Id, after.Tier, after.Cost, after.Outcome, after.Escalations).Should().Be((before.Id, before.Tier, before.Cost, before.Outcome, before.Escalations));
        after.Decision.Reasons.Should().Equal(before.Decision.Reasons);
        after.Attempts.Select(attempt => attempt.Verdict.ToString()).Should().Equal("schemaFailure", "accepted");
        after.Attempts[0].Verdict.Violations.Should().Equal(before.Attempts[0].Verdict.Violations);
        travelled.GetApproval().Should().Be(answer.GetApproval());
        travelled.FinishReason.Should().Be(answer.FinishReason);
    }

    [Fact]
    public async Task What_waits_because_no_tier_may_answer_it_survives_the_hosts_json()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).WithResidency("moon").WhenUnroutable(UnroutableAction.HumanReview));
        var answer = await router.Ask();

        var json = JsonSerializer.Serialize(answer, AIJsonUtilities.DefaultOptions);
        var travelled = JsonSerializer.Deserialize<ChatResponse>(json, AIJsonUtilities.DefaultOptions)!;

        travelled.GetApproval().Should().NotBeNull().And.Be(answer.GetApproval());
        var (before, after) = (answer.GetRoute()!, travelled.GetRoute()!);
        (after.Id, after.Outcome, after.Tier, after.Decision.Tier, after.Decision.Unroutable, after.Why).Should().Be((before.Id, Outcome.HumanReview, null, null, before.Decision.Unroutable, before.Why));
        after.Why.Should().StartWith("unroutable:");
    }

    [Fact]
    public async Task A_cache_around_the_router_gives_the_route_of_the_earlier_request_and_says_so()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify), around: chat => chat.UseDistributedCache(new TestCache()));
        router.Nano.Answers("hi", 100, 10);

        var first = await router.Ask();
        var second = await router.Ask();

        (first.GetRoute()!.FromCache, second.GetRoute()!.FromCache).Should().Be((false, true));
        (second.Text, second.GetRoute()!.Id, router.Calls).Should().Be(("hi", first.GetRoute()!.Id, 1));
    }

    [Fact]
    public async Task A_cache_inside_a_tier_leaves_decision_and_record_to_every_request()
    {
        using var router = Router.On(
            (it, tiers) => tiers.AddTier("nano", tier => tier.UseClient(it.Nano).Through(client => client.UseDistributedCache(new TestCache()))),
            contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("hi", 100, 10);

        await router.Ask();
        var second = await router.Ask();

        (second.GetRoute()!.FromCache, router.Calls, router.Audit.Records.Count).Should().Be((false, 1, 2));
    }

    [Fact]
    public async Task An_exception_of_the_routers_own_tells_its_route()
    {
        using var router = Router.For<Lead>(contract => contract.On(Trigger.SchemaFailure, then => then.FailClosed()));
        router.Nano.Answers("no");

        var route = (await router.Fails<RouteFailedClosedException>()).GetRoute()!;

        (route.Outcome, route.Why, route.Id).Should().Be((Outcome.FailedClosed, "schemaFailure: the contract answers nothing after schemaFailure", router.Record.Route.Id));
    }

    [Fact]
    public async Task Requests_at_once_do_not_mix()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        for (var i = 0; i < 100; i++)
            router.Nano.Answers(async (call, _) =>
            {
                await Task.Yield();
                return new ChatResponse(new ChatMessage(ChatRole.Assistant, call.Messages[0].Text));
            });

        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => Task.Run(() => router.Ask($"{i}"))));

        answers.Select(answer => answer.Text).Should().Equal(Enumerable.Range(0, 100).Select(i => $"{i}"));
        answers.Select(answer => answer.GetRoute()!.Id).Should().OnlyHaveUniqueItems();
        answers.Should().OnlyContain(answer => answer.GetRoute()!.Attempts.Count == 1);
    }
}
