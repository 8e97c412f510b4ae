using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Specs;

public sealed class ApprovalSpecs
{
    [Fact]
    public async Task A_held_request_returns_an_empty_message_that_says_who_decides()
    {
        using var router = Held();

        var answer = await router.Ask();

        (answer.Text, answer.FinishReason!.Value.Value).Should().Be(("", "tiered_routing.held"));
        answer.Messages.Should().ContainSingle().Which.Role.Should().Be(ChatRole.Assistant);
        answer.GetApproval().Should().Be(new ApprovalReference(router.Record.Id, answer.GetRoute()!.Id, ApprovalKind.Draft));
        (answer.GetRoute()!.Outcome, router.Record.Approval).Should().Be((Outcome.HeldForApproval, answer.GetApproval()!.Id));
    }

    [Fact]
    public async Task The_draft_waits_in_the_store()
    {
        using var router = Held();

        var item = await router.Services.GetRequiredService<IApprovals>().GetAsync((await router.Ask()).GetApproval()!.Id);
        var held = item!.Request;

        (held.Draft!.Text, held.Contract, held.Kind, held.RouteId).Should().Be(("Dear Acme", "work", ApprovalKind.Draft, router.Record.Route.Id));
        held.Messages.Should().ContainSingle().Which.Text.Should().Be("hello");
        held.Reason.Should().Contain("risk");
    }

    [Fact]
    public async Task A_held_request_that_streams_says_the_same_and_shows_no_draft()
    {
        using var router = Held();

        var updates = await router.Stream().ToList();

        string.Concat(updates.Select(update => update.Text)).Should().BeEmpty();
        updates.Should().Contain(update => update.FinishReason == new ChatFinishReason("tiered_routing.held"));
        updates.ToChatResponse().GetApproval()!.Kind.Should().Be(ApprovalKind.Draft);
    }

    [Fact]
    public async Task A_typed_request_that_is_held_has_no_result()
    {
        using var router = Router.For<Lead>(contract => contract.WithApproval(ApprovalMode.Always));
        router.Nano.Answers(Scenery.Acme);

        var answer = await router.Ask<Lead>();

        answer.TryGetResult(out _).Should().BeFalse();
        answer.GetApproval().Should().NotBeNull();
    }

    [Fact]
    public async Task A_request_that_cannot_be_kept_for_a_person_fails_closed()
    {
        using var router = Held(services => services.AddSingleton<IApprovalStore, FullStore>());

        var error = await router.Fails<RouteFailedClosedException>();

        error.Message.Should().Contain("approval").And.NotContain("secret");
        (error.Rule, router.Record.Route.Outcome).Should().Be(("approval", Outcome.FailedClosed));
    }

    [Fact]
    public async Task An_answer_that_is_released_has_no_approval()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.Answers("hi");

        (await router.Ask()).GetApproval().Should().BeNull();
    }

    [Fact]
    public async Task A_draft_must_keep_its_contract_before_a_person_sees_it()
    {
        using var router = Router.For<Lead>(contract => contract.WithRisk(business: RiskLevel.High));
        router.Mini.Answers("no");
        router.Full.Answers(Scenery.Acme);

        (await router.Ask()).GetRoute()!.Tier.Should().Be("full");
    }

    [Fact]
    public async Task A_draft_that_a_gate_refuses_is_put_before_nobody()
    {
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Draft).WithRisk(business: RiskLevel.High).WithGates("polite"),
            routing => routing.AddGate(new TestGate("polite", text => text == "please" ? GateVerdict.Passed : GateVerdict.Failed)));
        router.Mini.Answers("no").Answers("no");
        router.Full.Answers("please").Answers("never");
        var approvals = router.Services.GetRequiredService<IApprovals>();

        var held = (await router.Ask()).GetApproval()!;
        await FluentActions.Awaiting(() => router.Ask("and again")).Should().ThrowAsync<TieredRoutingException>();

        (await approvals.ListAsync()).Should().ContainSingle().Which.Id.Should().Be(held.Id);
        (await approvals.GetAsync(held.Id))!.Request.Draft!.Text.Should().Be("please");
    }

    [Fact]
    public async Task Of_risk_work_with_tools_that_write_a_person_decides_about_the_call()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer));
        router.Mini.Answers(Scenery.Call("send_mail"));

        var answer = await router.Ask(options: Scenery.Tools(Scenery.WriteTool()));

        answer.Messages[0].Contents.Should().ContainSingle().Which.Should().BeOfType<ToolApprovalRequestContent>()
            .Which.ToolCall.Should().BeOfType<FunctionCallContent>().Which.Name.Should().Be("send_mail");
        (answer.GetRoute()!.IsStep, answer.GetRoute()!.Outcome, answer.GetApproval()).Should().Be((true, Outcome.Released, (ApprovalReference?)null));
    }

    [Fact]
    public async Task A_call_that_only_reads_needs_nobody()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer));
        router.Mini.Answers(Scenery.Call("look_up"));

        var answer = await router.Ask(options: Scenery.Tools(Scenery.ReadTool(), Scenery.WriteTool()));

        answer.Messages[0].Contents.Should().ContainSingle().Which.Should().BeOfType<FunctionCallContent>();
    }

    [Fact]
    public async Task A_call_of_a_tool_nobody_declared_counts_as_a_write()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer));
        router.Mini.Answers(Scenery.Call("made_up"));

        var answer = await router.Ask(options: Scenery.Tools(Scenery.WriteTool()));

        answer.Messages[0].Contents.Should().ContainSingle().Which.Should().BeOfType<ToolApprovalRequestContent>();
    }

    [Theory]
    [InlineData(true, 1, "sent")]
    [InlineData(false, 0, "not sent")]
    public async Task Through_the_hosts_function_invocation_a_tool_runs_only_when_a_person_approved(bool approves, int expected, string answer)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer), around: chat => chat.UseFunctionInvocation());
        router.Mini.Answers(Scenery.Call("send_mail")).Answers(answer);
        var runs = 0;
        var options = Scenery.Tools(Scenery.WriteTool(body: () => $"run {++runs}"));
        List<ChatMessage> talk = [new(ChatRole.User, "Write to Acme.")];

        var asked = await router.Ask(talk, options);
        runs.Should().Be(0);
        talk.AddRange(asked.Messages);
        var request = asked.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Single();
        talk.Add(new ChatMessage(ChatRole.User, [request.CreateResponse(approves)]));
        var done = await router.Ask(talk, options);

        (done.Text, runs).Should().Be((answer, expected));
        router.Audit.Records.Select(record => record.Route.Id).Should().HaveCount(2).And.OnlyContain(route => route == asked.GetRoute()!.Id, "both calls are one route");
    }

    [Fact]
    public async Task The_sensitive_lane_sees_only_tools_that_read()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).WithRoutineTools("send_mail").AddRule("payroll", _ => new Requirement("payroll") { Lane = Lane.Sensitive }));
        router.Mini.Answers("hi");

        await router.Ask(options: Scenery.Tools(Scenery.WriteTool(), Scenery.ReadTool()));

        router.Mini.Calls[0].Options!.Tools.Should().ContainSingle().Which.Name.Should().Be("look_up");
    }

    [Fact]
    public async Task On_the_sensitive_lane_risk_work_is_held_as_a_draft_since_no_call_can_be_asked_about()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).AddRule("payroll", _ => new Requirement("payroll") { Lane = Lane.Sensitive }));
        router.Mini.Answers("hi");

        (await router.Ask(options: Scenery.Tools(Scenery.WriteTool()))).GetRoute()!.Outcome.Should().Be(Outcome.HeldForApproval);
    }

    [Fact]
    public async Task On_the_sensitive_lane_a_call_of_a_tool_that_was_not_offered_never_gets_out()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer).WithRoutineTools("send_mail").AddRule("payroll", _ => new Requirement("payroll") { Lane = Lane.Sensitive }));
        router.Mini.Answers(Scenery.Call("send_mail"));
        router.Full.Answers(Scenery.Call("send_mail"));

        var error = await router.Fails<TiersExhaustedException>(Scenery.Tools(Scenery.WriteTool(), Scenery.ReadTool()));

        error.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.GateFailure);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_tier_that_runs_tools_by_itself_cannot_run_one_a_person_must_be_asked_about(bool streaming)
    {
        using var router = Router.On(
            (it, tiers) => tiers.AddTier("nano", tier => tier.UseClient(it.Nano).Through(client => client.UseFunctionInvocation())),
            contract => contract.ForIntent(TaskIntent.Draft));
        router.Nano.Answers(Scenery.Call("send_mail")).Answers("sent");
        var runs = 0;
        var options = Scenery.Tools(Scenery.WriteTool(body: () => $"run {++runs}"));

        var answer = await Ask(router, streaming, options);

        answer.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Should().ContainSingle();
        (runs, router.Nano.Calls.Count, answer.GetRoute()!.IsStep).Should().Be((0, 1, true));
        router.Nano.Calls[0].Options!.Tools.Should().ContainSingle().Which.Should().NotBeAssignableTo<AIFunction>("it is described, and cannot be run");
    }

    [Fact]
    public async Task A_tier_that_runs_tools_by_itself_goes_on_running_those_that_read()
    {
        using var router = Router.On(
            (it, tiers) => tiers.AddTier("nano", tier => tier.UseClient(it.Nano).Through(client => client.UseFunctionInvocation())),
            contract => contract.ForIntent(TaskIntent.Answer));
        router.Nano.Answers(Scenery.Call("look_up")).Answers("found");
        var runs = 0;

        var answer = await router.Ask(options: Scenery.Tools(Scenery.ReadTool(body: () => $"{++runs}"), Scenery.WriteTool()));

        (answer.GetRoute()!.Outcome, runs).Should().Be((Outcome.Released, 1));
    }

    [Fact]
    public async Task Of_risk_work_a_tool_that_the_provider_runs_by_itself_is_not_offered_and_the_draft_is_held()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Answer));
        router.Mini.Answers("I searched the web.");

        var answer = await router.Ask(options: new ChatOptions { Tools = [new HostedWebSearchTool()], ToolMode = ChatToolMode.RequireAny });

        (router.Mini.Calls[0].Options!.Tools, router.Mini.Calls[0].Options!.ToolMode).Should().Be((null, null));
        (answer.Text, answer.GetRoute()!.Outcome, answer.GetApproval()!.Kind).Should().Be(("", Outcome.HeldForApproval, ApprovalKind.Draft));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task Of_risk_work_a_call_of_a_tool_that_only_the_host_knows_is_asked_about(bool streaming, bool offersAnother)
    {
        var runs = 0;
        using var router = Router.With(
            contract => contract.ForIntent(TaskIntent.Draft).WithRisk(business: RiskLevel.High),
            around: chat => chat.UseFunctionInvocation(configure: host => host.AdditionalTools = [Scenery.WriteTool(body: () => $"run {++runs}")]));
        router.Mini.Answers(Scenery.Call("send_mail")).Answers("sent");

        var answer = await Ask(router, streaming, offersAnother ? Scenery.Tools(Scenery.ReadTool()) : new ChatOptions());

        answer.Messages.SelectMany(message => message.Contents).OfType<ToolApprovalRequestContent>().Should().ContainSingle();
        (runs, router.Calls).Should().Be((0, 1));
    }

    [Fact]
    public async Task On_the_sensitive_lane_a_call_of_a_tool_that_only_the_host_knows_never_gets_out()
    {
        var runs = 0;
        using var router = Sensitive(() => $"run {++runs}");
        router.Nano.Answers(Scenery.Call("send_mail"));
        router.Mini.Answers("hi");

        var answer = await router.Ask();

        (answer.Text, runs).Should().Be(("hi", 0));
        answer.GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.GateFailure);
    }

    [Fact]
    public async Task On_the_sensitive_lane_a_call_that_streams_out_of_turn_ends_the_stream_before_it()
    {
        var runs = 0;
        using var router = Sensitive(() => $"run {++runs}");
        router.Nano.Answers(new ChatResponse([new ChatMessage(ChatRole.Assistant, "One moment."), Scenery.Call("send_mail").Messages[0]]));
        var seen = new List<ChatResponseUpdate>();

        var reading = async () =>
        {
            await foreach (var update in router.Stream())
                seen.Add(update);
        };

        (await reading.Should().ThrowAsync<RouteFailedClosedException>()).Which.Rule.Should().Be("stream");
        seen.SelectMany(update => update.Contents).Should().NotContain(content => content is FunctionCallContent);
        (runs, router.Calls, router.Record.Route.Outcome, router.Record.Route.Attempts[0].Error).Should().Be((0, 1, Outcome.FailedClosed, "forbiddenTool"));
    }

    private static async Task<ChatResponse> Ask(Router router, bool streaming, ChatOptions options) =>
        streaming ? (await router.Stream(options: options).ToList()).ToChatResponse() : await router.Ask(options: options);

    /// <summary>A router on the sensitive lane, in a host that knows a tool which writes.</summary>
    private static Router Sensitive(Func<string> tool) => Router.With(
        contract => contract.ForIntent(TaskIntent.Classify).AddRule("payroll", _ => new Requirement("payroll") { Lane = Lane.Sensitive }),
        around: chat => chat.UseFunctionInvocation(configure: host => host.AdditionalTools = [Scenery.WriteTool(body: tool)]));

    private static Router Held(Action<IServiceCollection>? services = null)
    {
        var router = Router.With(contract => contract.ForIntent(TaskIntent.Draft).WithRisk(business: RiskLevel.High), services: services);
        router.Mini.Answers("Dear Acme", 100, 10);
        return router;
    }

    private sealed class FullStore : IApprovalStore
    {
        public ValueTask AddAsync(ApprovalItem item, CancellationToken cancellationToken = default) => throw new IOException("secret");

        public ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default) => throw new IOException("secret");

        public ValueTask<bool> TryReplaceAsync(ApprovalItem item, CancellationToken cancellationToken = default) => throw new IOException("secret");

        public ValueTask<bool> TryRemoveAsync(string id, long version, CancellationToken cancellationToken = default) => throw new IOException("secret");

        public ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken = default) => throw new IOException("secret");
    }
}
