using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TieredRouting.Specs;

/// <summary>A person decides about an expensive escalation before it is paid for.</summary>
public sealed class EscalationApprovalSpecs
{
    private static readonly AuditKey Key = new("a key of at least sixteen bytes");

    [Fact]
    public async Task An_escalation_to_a_named_tier_waits_for_a_person_and_says_what_it_would_cost()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));

        var answer = await router.Ask();

        var held = (await Approvals(router).GetAsync(answer.GetApproval()!.Id))!.Request;
        (answer.Text, answer.FinishReason!.Value.Value, answer.GetApproval()!.Kind).Should().Be(("", "tiered_routing.held", ApprovalKind.Escalation));
        (held.Kind, held.Draft, held.Escalation!.From, held.Escalation.To, held.Escalation.Trigger).Should().Be((ApprovalKind.Escalation, null, "mini", "full", Trigger.SchemaFailure));
        held.Escalation.ExpectedCost.Should().BeGreaterThan(256 * 200 / 1_000_000m);
        held.Reason.Should().Contain("'mini' to 'full'").And.Contain("schemaFailure").And.NotContain("hello");
        (router.Full.Calls.Count, router.Record.Route.Outcome, router.Record.Approval).Should().Be((0, Outcome.HeldForApproval, answer.GetApproval()!.Id));
    }

    [Theory]
    [InlineData(0.05, 1)]
    [InlineData(0.5, 2)]
    public async Task An_escalation_that_may_cost_more_than_an_amount_waits_and_a_cheaper_one_does_not(double above, int calls)
    {
        using var router = Failing(contract => contract.WithEscalationApproval(aboveCost: (decimal)above));

        var answer = await router.Ask();

        (answer.GetRoute()!.Outcome, router.Nano.Calls.Count + router.Mini.Calls.Count).Should().Be((Outcome.HeldForApproval, calls));
    }

    [Fact]
    public async Task A_request_whose_escalations_are_cheap_enough_asks_nobody()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(aboveCost: 5));

        var answer = await router.Ask();

        (answer.GetRoute()!.Tier, answer.GetApproval()).Should().Be(("full", null));
    }

    [Fact]
    public async Task A_request_that_starts_on_the_named_tier_asks_nobody_since_it_does_not_escalate()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Plan).WithEscalationApproval(tier: "full"));
        router.Full.Answers("a plan");

        (await router.Ask()).Text.Should().Be("a plan");
    }

    [Fact]
    public async Task Once_approved_the_same_request_goes_up_at_once_and_is_the_same_route()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));
        var held = await router.Ask();
        var id = held.GetApproval()!.Id;

        (await Approvals(router).ApproveAsync(id, "ann")).Kind.Should().Be(ApprovalResultKind.Decided);
        (await Approvals(router).WaitAsync(id, TestContext.Current.CancellationToken)).Kind.Should().Be(ApprovalReleaseKind.EscalationApproved);
        var answer = await Again(router, id);

        (answer.Text, answer.GetRoute()!.Tier, answer.GetRoute()!.Id).Should().Be((Scenery.Acme, "full", held.GetRoute()!.Id));
        (router.Nano.Calls.Count, router.Mini.Calls.Count, router.Full.Calls.Count).Should().Be((1, 1, 1), "what failed before is not paid for again");
        var record = router.Audit.Records[1];
        (record.Approval, record.Route.Escalations).Should().Be((id, 1));
        (await Approvals(router).GetAsync(id))!.State.Should().Be(ApprovalState.Released);
    }

    [Fact]
    public async Task Once_approved_a_request_that_streams_goes_up_too()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));
        var held = (await router.Stream().ToList()).ToChatResponse();
        var id = held.GetApproval()!.Id;
        await Approvals(router).ApproveAsync(id, "ann");

        var answer = (await router.Stream(options: new ChatOptions().WithApprovedEscalation(id)).ToList()).ToChatResponse();

        (held.GetApproval()!.Kind, answer.Text).Should().Be((ApprovalKind.Escalation, Scenery.Acme));
    }

    [Fact]
    public async Task An_approval_serves_one_call()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));
        var id = await Approved(router);
        await Again(router, id);

        var error = await Refused(router, id);

        error.Rule.Should().Be("approval");
        error.Message.Should().Contain("used before");
        router.Full.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task Of_many_calls_that_bring_an_approval_at_once_one_goes_up()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full").AtMost(attempts: 100));
        var id = await Approved(router);
        router.Full.AlwaysAnswers(Scenery.Acme);

        var calls = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await Again(router, id)).Text;
            }
            catch (RouteFailedClosedException error)
            {
                return error.Rule;
            }
        })));

        calls.Should().BeEquivalentTo(Enumerable.Repeat("approval", 15).Append(Scenery.Acme));
        router.Full.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_call_that_found_its_approval_unused_does_not_go_up_where_another_has_used_it_and_ended_since()
    {
        var store = new InMemoryStore();
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"), store: store);
        router.Full.AlwaysAnswers(Scenery.Acme);
        var id = await Approved(router);
        var (found, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        store.AfterGet = () =>
        {
            store.AfterGet = null;
            found.SetResult();
            return ended.Task;
        };

        var late = Again(router, id);
        await found.Task;
        await Again(router, id);
        ended.SetResult();

        (await FluentActions.Awaiting(() => late).Should().ThrowAsync<RouteFailedClosedException>()).Which.Message.Should().Contain("used before");
        router.Full.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task An_approval_of_one_request_is_none_of_another()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"), other: contract => contract.WithEscalationApproval(tier: "full"));
        var id = await Approved(router);
        var brought = new ChatOptions().WithApprovedEscalation(id);

        foreach (var other in new Func<Task>[]
        {
            () => router.Ask("hello!", brought),
            () => router.Ask(options: brought.WithRouting(facts => facts.Cohort("other"))),
            () => router.Ask(options: brought.WithRouting(facts => facts.User("mallory"))),
            () => router.Ask(options: brought.WithRouting(facts => facts.Tenant("theirs"))),
            () => router.Chat.GetResponseAsync("hello", brought.WithContract("other")),
            () => router.Ask(options: With(brought, options => options.Instructions = "Be brief.")),
            () => router.Ask(options: With(brought, options => options.MaxOutputTokens = 4_000)),
            () => router.Ask(options: With(brought, options => options.Tools = [Scenery.ReadTool()])),
            () => router.Ask([new ChatMessage(ChatRole.System, "hello")], brought),
        })
            (await other.Should().ThrowAsync<RouteFailedClosedException>()).Which.Message.Should().Contain("another request");

        router.Full.Calls.Should().BeEmpty();
        (await Again(router, id)).Text.Should().Be(Scenery.Acme, "none of them has used it up");
    }

    [Fact]
    public async Task What_nobody_decided_about_does_not_go_up()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));
        var id = (await router.Ask()).GetApproval()!.Id;

        (await Refused(router, id)).Message.Should().Contain("nobody has decided");

        (await Approvals(router).GetAsync(id))!.State.Should().Be(ApprovalState.Held);
        router.Full.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData("made-up")]
    [InlineData("this was already approved")]
    public async Task An_id_that_nobody_gave_out_lets_nothing_up(string id)
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));

        (await Refused(router, id)).Rule.Should().Be("approval");
        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task A_draft_that_was_approved_is_no_approval_of_an_escalation()
    {
        using var router = Failing(contract => contract.WithApproval(ApprovalMode.Always));
        var id = await Approved(router);

        (await Refused(router, id)).Message.Should().Contain("no approval of an escalation");
        (await Approvals(router).ReleaseAsync(id)).Kind.Should().Be(ApprovalReleaseKind.Released);
    }

    [Fact]
    public async Task A_rejected_escalation_ends_as_the_plan_says_about_requests_that_nothing_is_left_for()
    {
        using var closed = Failing(contract => contract.WithEscalationApproval(tier: "full"));
        using var reviewed = Failing(contract => contract.WithEscalationApproval(tier: "full").On(Trigger.Exhausted, then => then.HumanReview()));

        var error = await FluentActions.Awaiting(async () => await Again(closed, await Rejected(closed))).Should().ThrowAsync<TiersExhaustedException>();
        var review = await Again(reviewed, await Rejected(reviewed));

        error.Which.Message.Should().Contain("a person rejected the escalation to 'full'");
        (review.GetRoute()!.Outcome, review.GetApproval()!.Kind).Should().Be((Outcome.HumanReview, ApprovalKind.Review));
        (closed.Full.Calls.Count, reviewed.Full.Calls.Count).Should().Be((0, 0));
    }

    [Fact]
    public async Task A_person_may_answer_in_place_of_the_escalation()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));
        var id = (await router.Ask()).GetApproval()!.Id;

        await Approvals(router).EditAsync(id, "ann", "Acme, five seats");

        (await Refused(router, id)).Message.Should().Contain("a person answered");
        (await Approvals(router).ReleaseAsync(id)).Answer!.Text.Should().Be("Acme, five seats");
        router.Full.Calls.Should().BeEmpty();
    }

    [Theory]
    [InlineData(ExpiryAction.Reject, ApprovalKind.Escalation, ApprovalState.Expired)]
    [InlineData(ExpiryAction.HumanReview, ApprovalKind.Review, ApprovalState.Held)]
    public async Task What_nobody_decides_about_in_time_does_not_go_up(ExpiryAction then, ApprovalKind kind, ApprovalState state)
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full").WithApprovals(expiresAfter: TimeSpan.FromHours(1), onExpiry: then));
        var id = (await router.Ask()).GetApproval()!.Id;
        router.Time.Advance(TimeSpan.FromHours(2));

        await FluentActions.Awaiting(() => Again(router, id)).Should().ThrowAsync<TieredRoutingException>();

        var item = (await Approvals(router).GetAsync(id))!;
        (item.Request.Kind, item.State, (await Approvals(router).ApproveAsync(id, "ann")).IsTaken).Should().Be((kind, state, false));
        router.Full.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task Four_eyes_and_the_requester_hold_for_escalations_as_for_drafts()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full").WithApprovals(fourEyes: true, requesterMayNotApprove: true));
        var asked = new ChatOptions().WithRouting(facts => facts.User("carol"));
        var id = (await router.Ask(options: asked)).GetApproval()!.Id;

        (await Approvals(router).ApproveAsync(id, "carol")).Kind.Should().Be(ApprovalResultKind.NotAllowed);
        (await Approvals(router).ApproveAsync(id, "ann")).Kind.Should().Be(ApprovalResultKind.AwaitsSecond);
        (await Approvals(router).ApproveAsync(id, "ann")).Kind.Should().Be(ApprovalResultKind.NotAllowed);
        await FluentActions.Awaiting(() => router.Ask(options: asked.WithApprovedEscalation(id))).Should().ThrowAsync<RouteFailedClosedException>();
        (await Approvals(router).ApproveAsync(id, "bob")).Kind.Should().Be(ApprovalResultKind.Decided);

        (await router.Ask(options: asked.WithApprovedEscalation(id))).Text.Should().Be(Scenery.Acme);
    }

    [Fact]
    public async Task The_decision_is_on_record_with_what_it_was_about_and_without_a_word()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));

        await Approved(router);

        var details = router.Audit.Events.Should().ContainSingle().Which.Details.ToDictionary();
        (details["decision"], details["escalateFrom"], details["escalateTo"], details["trigger"]).Should().Be(("approved", "mini", "full", "schemaFailure"));
        decimal.Parse(details["expectedCost"]!, System.Globalization.CultureInfo.InvariantCulture).Should().BePositive();
    }

    [Fact]
    public async Task A_decision_that_is_not_on_record_lets_nothing_up()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"));
        var id = (await router.Ask()).GetApproval()!.Id;
        router.Audit.Failure = new IOException("secret");
        (await Approvals(router).ApproveAsync(id, "ann")).Kind.Should().Be(ApprovalResultKind.NotOnRecord);

        await FluentActions.Awaiting(() => Again(router, id)).Should().ThrowAsync<AuditWriteException>();
        router.Full.Calls.Should().BeEmpty();

        router.Audit.Failure = null;
        (await Again(router, id)).Text.Should().Be(Scenery.Acme);
    }

    [Fact]
    public async Task An_escalation_that_costs_more_by_now_than_was_approved_is_asked_about_anew()
    {
        var price = 100m;
        using var router = Failing(contract => contract.WithEscalationApproval(aboveCost: 0.1m), store: new InMemoryStore());
        var id = await Approved(router);
        price *= 2;
        using var dearer = Failing(contract => contract.WithEscalationApproval(aboveCost: 0.1m), full: price, store: router.Services.GetRequiredService<IApprovalStore>());

        var answer = await Again(dearer, id);

        (answer.GetApproval()!.Kind, answer.GetApproval()!.Id == id, dearer.Full.Calls.Count).Should().Be((ApprovalKind.Escalation, false, 0));
        (await Approvals(dearer).GetAsync(id))!.State.Should().Be(ApprovalState.Approved, "it was not used");
    }

    [Theory]
    [InlineData("cost")]
    [InlineData("tier")]
    [InlineData("request")]
    [InlineData("question")]
    public async Task An_approval_whose_item_was_changed_in_the_store_lets_nothing_up(string what)
    {
        var store = new InMemoryStore();
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "mini"), store: store);
        var id = await Approved(router);
        router.Nano.Answers("no").Answers("no");
        var other = (await Approvals(router).GetAsync((await router.Ask("another question")).GetApproval()!.Id))!.Request.Escalation!;
        var item = (await store.GetAsync(id))!;
        var (request, asked) = (item.Request, item.Request.Escalation!);
        await store.TryReplaceAsync(item with
        {
            Request = what switch
            {
                "cost" => request with { Escalation = asked with { ExpectedCost = 1_000 } },
                "tier" => request with { Escalation = asked with { To = "full", ExpectedCost = 1_000 } },
                "request" => request with { Escalation = asked with { Request = other.Request } },
                _ => request with { Messages = [new ChatMessage(ChatRole.User, "what nobody approved")] },
            },
        });

        var error = await FluentActions.Awaiting(() => router.Ask(what == "request" ? "another question" : "hello", new ChatOptions().WithApprovedEscalation(id))).Should().ThrowAsync<RouteFailedClosedException>();

        (error.Which.Rule, router.Mini.Calls.Count, router.Full.Calls.Count).Should().Be(("approval", 0, 0));
        error.Which.Message.Should().Contain("was changed").And.NotContain("question");
    }

    [Fact]
    public async Task What_was_approved_bounds_all_that_the_call_spends_there()
    {
        using var router = Failing(RetriedOnError, script: it => it.Full.Throws(Scenery.Overloaded(HttpStatusCode.InternalServerError)));
        var first = await Approved(router);

        var asked = await Again(router, first);

        router.Audit.Records[^1].Route.Attempts.Should().ContainSingle().Which.Cost.Should().BePositive("nobody says what it cost, so it counts as spent");
        (asked.GetApproval()!.Kind, asked.GetApproval()!.Id == first, router.Full.Calls.Count).Should().Be((ApprovalKind.Escalation, false, 1), "a second attempt would come to more than was approved");
        await Approvals(router).ApproveAsync(asked.GetApproval()!.Id, "ann");
        (await Again(router, asked.GetApproval()!.Id)).Text.Should().Be(Scenery.Acme);
    }

    [Fact]
    public async Task An_attempt_that_cost_nothing_leaves_the_approval_to_the_next_of_the_same_call()
    {
        using var router = Failing(RetriedOnError, script: it => it.Full.Throws(Scenery.Overloaded(HttpStatusCode.TooManyRequests)));

        (await Again(router, await Approved(router))).Text.Should().Be(Scenery.Acme);

        router.Full.Calls.Should().HaveCount(2);
    }

    [Fact]
    public async Task An_approval_outlives_the_router_that_asked_for_it()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"), store: new InMemoryStore());
        var held = await router.Ask();
        var id = held.GetApproval()!.Id;
        using var later = Failing(contract => contract.WithEscalationApproval(tier: "full"), store: router.Services.GetRequiredService<IApprovalStore>());
        await Approvals(later).ApproveAsync(id, "ann");

        var answer = await Again(later, id);

        (answer.Text, answer.GetRoute()!.Id, later.Nano.Calls.Count, later.Mini.Calls.Count).Should().Be((Scenery.Acme, held.GetRoute()!.Id, 0, 0));
    }

    [Fact]
    public async Task What_was_spent_before_the_hold_counts_after_it()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full").AtMost(attempts: 2));

        var error = await router.Fails<TiersExhaustedException>();

        error.Message.Should().Contain("all 2 attempts");
        (await Approvals(router).ListAsync()).Should().BeEmpty("nobody is asked about an attempt that could not be made");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_steps_of_a_tool_loop_go_on_where_an_approval_took_it(bool streams)
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"), around: chat => chat.UseFunctionInvocation(), script: it => it.Full.Answers(Scenery.Call("look_up")));
        var options = new ChatOptions { Tools = [Scenery.ReadTool()] };
        var id = (await router.Ask(options: options)).GetApproval()!.Id;
        await Approvals(router).ApproveAsync(id, "ann");
        options = options.WithApprovedEscalation(id);

        // The host sends each step with the options of the first.
        var answer = streams ? (await router.Stream(options: options).ToList()).ToChatResponse() : await router.Ask(options: options);

        (answer.Messages[^1].Text, router.Full.Calls.Count, router.Audit.Records.Count).Should().Be((Scenery.Acme, 2, 3));
        (await FluentActions.Awaiting(() => router.Ask(options: options)).Should().ThrowAsync<RouteFailedClosedException>()).Which.Message.Should().Contain("used before");
    }

    [Fact]
    public async Task An_approval_whose_attempt_finds_no_room_is_not_used_up()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"), limits: full => full.WithLimits(requestsPerMinute: 1));
        router.Full.AlwaysAnswers(Scenery.Acme);
        var (first, second) = (await Approved(router), await Approved(router));
        await Again(router, first);

        await FluentActions.Awaiting(() => Again(router, second)).Should().ThrowAsync<TieredRoutingException>();

        (await Approvals(router).GetAsync(second))!.State.Should().Be(ApprovalState.Approved);
        router.Audit.Records[^1].Approval.Should().BeNull("the call used none");
        router.Time.Advance(TimeSpan.FromMinutes(2));
        (await Again(router, second)).Text.Should().Be(Scenery.Acme);
    }

    [Fact]
    public async Task Of_calls_that_share_the_last_attempt_one_goes_up()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full").AtMost(attempts: 3));
        var id = await Approved(router);
        router.Full.AlwaysAnswers(Scenery.Acme);

        var calls = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            try
            {
                return (await Again(router, id)).Text;
            }
            catch (TieredRoutingException)
            {
                return null;
            }
        })));

        calls.OfType<string>().Should().ContainSingle().Which.Should().Be(Scenery.Acme);
        router.Full.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_tier_that_a_control_forces_is_no_escalation()
    {
        using var router = Failing(contract => contract.WithEscalationApproval(tier: "full"), script: it => it.Nano.Answers(async (_, cancelled) =>
        {
            await it.Services.GetRequiredService<IRoutingControls>().ApplyAsync(new RoutingControl("force-full", "mini is unwell") { MinimumTier = "full" }, cancelled);
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, "no"));
        }));

        var answer = await router.Ask();

        (answer.Text, answer.GetApproval(), router.Mini.Calls.Count).Should().Be((Scenery.Acme, null, 0));
    }

    [Fact]
    public async Task Risk_work_that_a_plan_moves_up_before_its_first_attempt_is_an_escalation_too()
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Classify).WithRisk(business: RiskLevel.High).On(Trigger.HighRisk, then => then.Escalate("full")).WithEscalationApproval(tier: "full"),
            routing => routing.HashIdsWith(Key));

        var held = (await Approvals(router).GetAsync((await router.Ask()).GetApproval()!.Id))!.Request;

        (held.Escalation!.From, held.Escalation.To, held.Escalation.Trigger, router.Calls).Should().Be(("mini", "full", Trigger.HighRisk, 0));
    }

    [Fact]
    public async Task A_draft_of_the_tier_that_a_person_let_it_go_up_to_is_held_like_any_other()
    {
        using var router = Failing(contract => contract.WithRisk(business: RiskLevel.High).WithEscalationApproval(tier: "full"));
        var id = await Approved(router);

        var draft = (await Again(router, id)).GetApproval()!;

        (draft.Kind, draft.Id == id).Should().Be((ApprovalKind.Draft, false));
    }

    [Theory]
    [InlineData(null, null, "says neither")]
    [InlineData(-1, null, "aboveCost")]
    [InlineData(null, "nano", "lowest tier")]
    [InlineData(null, "huge", "huge")]
    public void Limits_that_say_nothing_or_nonsense_are_an_error_at_start(int? above, string? tier, string expected)
    {
        var asking = () => Router.With(contract => contract.ForIntent(TaskIntent.Extract).WithEscalationApproval(above, tier)).Chat;

        asking.Should().Throw<OptionsValidationException>().WithMessage($"*contracts.work.escalationApproval*{expected}*");
    }

    private static void RetriedOnError(ContractBuilder contract) =>
        contract.On(Trigger.ProviderError, then => then.RetrySameTier(1)).WithEscalationApproval(tier: "full").AtMost(attempts: 10);

    private static IApprovals Approvals(Router router) => router.Services.GetRequiredService<IApprovals>();

    private static ChatOptions With(ChatOptions options, Action<ChatOptions> change)
    {
        var clone = options.Clone();
        change(clone);
        return clone;
    }

    private static Task<ChatResponse> Again(Router router, string id) => router.Ask(options: new ChatOptions().WithApprovedEscalation(id));

    private static async Task<RouteFailedClosedException> Refused(Router router, string id) =>
        (await FluentActions.Awaiting(() => Again(router, id)).Should().ThrowAsync<RouteFailedClosedException>()).Which;

    private static async Task<string> Approved(Router router)
    {
        var id = (await router.Ask()).GetApproval()!.Id;
        (await Approvals(router).ApproveAsync(id, "ann")).IsTaken.Should().BeTrue();
        return id;
    }

    private static async Task<string> Rejected(Router router)
    {
        var id = (await router.Ask()).GetApproval()!.Id;
        (await Approvals(router).RejectAsync(id, "ann", "too dear")).IsTaken.Should().BeTrue();
        return id;
    }

    /// <summary>A router whose small tiers break the schema, and whose large one keeps it.</summary>
    private static Router Failing(
        Action<ContractBuilder> contract, decimal full = 100, IApprovalStore? store = null, Action<ChatClientBuilder>? around = null, Action<EndpointBuilder>? limits = null,
        Action<Router>? script = null, Action<ContractBuilder>? other = null)
    {
        void Work(ContractBuilder work, Action<ContractBuilder> rest)
        {
            work.ForIntent(TaskIntent.Extract).WithSchema("""{"type":"object","required":["company"],"properties":{"company":{"type":"string"}}}""");
            rest(work);
        }

        var router = Router.On(
            (it, tiers) => tiers
                .AddContract("other", work => Work(work, other ?? (_ => { })))
                .AddTier("nano", tier => tier.UseClient(it.Nano).PricedAt(1, 2))
                .AddTier("mini", tier => tier.UseClient(it.Mini).PricedAt(10, 20))
                .AddTier("full", tier => tier.AddEndpoint("full", endpoint =>
                {
                    endpoint.UseClient(it.Full).PricedAt(full, 2 * full);
                    limits?.Invoke(endpoint);
                }))
                .HashIdsWith(Key),
            work => Work(work, contract),
            around,
            services: services =>
            {
                if (store is not null)
                    services.AddSingleton(store);
            });
        script?.Invoke(router);
        router.Nano.Answers("no").Answers("no");
        router.Mini.Answers("no").Answers("no");
        router.Full.Answers(Scenery.Acme);
        return router;
    }

    /// <summary>A store that two routers share.</summary>
    private sealed class InMemoryStore : IApprovalStore
    {
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, byte[]> _items = new();
        private readonly System.Collections.Concurrent.ConcurrentDictionary<string, long> _versions = new();

        /// <summary>What is waited for between a read and its answer.</summary>
        public Func<Task>? AfterGet { get; set; }

        public ValueTask AddAsync(ApprovalItem item, CancellationToken cancellationToken = default)
        {
            (_items[item.Request.Id], _versions[item.Request.Id]) = (ApprovalJson.Write(item), 1);
            return ValueTask.CompletedTask;
        }

        public async ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default)
        {
            var item = _items.TryGetValue(id, out var json) ? ApprovalJson.Read(json) with { Version = _versions[id] } : null;
            await (AfterGet?.Invoke() ?? Task.CompletedTask);
            return item;
        }

        public ValueTask<bool> TryReplaceAsync(ApprovalItem item, CancellationToken cancellationToken = default)
        {
            if (!_versions.TryUpdate(item.Request.Id, item.Version + 1, item.Version))
                return new(false);
            _items[item.Request.Id] = ApprovalJson.Write(item);
            return new(true);
        }

        public ValueTask<bool> TryRemoveAsync(string id, long version, CancellationToken cancellationToken = default) => new(_items.TryRemove(id, out _));

        public ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken = default) => new([]);
    }
}
