using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Testing;

namespace TieredRouting.Tests.Controls;

/// <summary>Whatever people switch while a request runs: its next attempt keeps to it, and to everything that no control may touch.</summary>
public sealed class ControlledRouteTests
{
    private static readonly string[] Tiers = ["nano", "mini", "full"];
    private static readonly Gen<string> Tier = Gen.OneOf(Tiers);
    private static readonly Gen<string> Endpoint = Gen.OneOf("nano-a", "nano-b", "mini-a", "mini-us", "full-a");

    private static readonly Gen<RoutingControl?> Control =
        from name in Gen.OneOf("a", "b", "c")
        from tier in Tier
        from endpoint in Endpoint
        from contract in Gen.OneOf<string?>([null, "lead", "other"])
        from kind in Gen.Int[0, 7]
        let control = new RoutingControl(name, "a test") { Contract = contract }
        select kind switch
        {
            0 => control with { MinimumTier = tier },
            1 => control with { MaximumTier = tier },
            2 => control with { ExactTier = tier },
            3 => control with { DisabledTiers = [tier] },
            4 or 5 => control with { DisabledEndpoints = [endpoint] },
            6 => control with { Stop = true, Until = new FakeTimeProvider().GetUtcNow().AddSeconds(2) },
            _ => (RoutingControl?)null,
        };

    private static readonly Gen<(RoutingControl? Control, bool Fails)[]> Steps = Gen.Select(Control, Gen.Bool).Array[0, 8];

    [Fact]
    public Task The_next_attempt_keeps_to_every_change_and_no_change_lowers_a_guarantee() =>
        Gen.Select(Steps, Gen.Int[0, 1], Gen.Bool, Gen.Bool).SampleAsync(async (steps, floor, approval, streams) =>
        {
            var play = await PlayAsync(steps, Tiers[floor], approval, streams);

            var route = play.Records.Should().ContainSingle().Subject.Route;
            play.Calls.Should().NotContain(call => !call.IsAllowed, "controls in force when an attempt is made hold for it");
            play.Calls.Should().NotContain(call => call.Endpoint == "mini-us", "residency is no control's to give away");
            route.Attempts.Should().HaveCount(play.Calls.Count);
            var walked = route.Attempts.Select(attempt => Array.IndexOf(Tiers, attempt.Tier)).ToList();
            walked.Should().BeInAscendingOrder("nothing but a named switch goes down").And.NotContain(index => index < floor);
            Array.IndexOf(Tiers, route.Decision.Floor).Should().BeGreaterThanOrEqualTo(floor);
            if (route.Outcome is Outcome.Released or Outcome.HeldForApproval)
                route.Gates.Should().ContainKey("seen");
            (approval && route.Outcome == Outcome.Released).Should().BeFalse();
        }, iter: 1_500, threads: 1);

    private static async Task<Play> PlayAsync((RoutingControl? Control, bool Fails)[] steps, string floor, bool approval, bool streams)
    {
        var (time, audit, calls) = (new FakeTimeProvider(), new RecordingAuditSink(), new List<Call>());
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        IRoutingControls? controls = null;
        var next = 0;
        async Task SwitchAsync()
        {
            if (next >= steps.Length)
                return;
            if (steps[next].Control is { } control && !(control.Until <= time.GetUtcNow()))
                await controls!.ApplyAsync(control);
            else
                await controls!.LiftAsync("a", "over");
        }

        using var client = new Model(async endpoint =>
        {
            calls.Add(new Call(endpoint, Allows(controls!.InForce, endpoint)));
            time.Advance(TimeSpan.FromSeconds(1));
            await SwitchAsync();
            if (next < steps.Length && steps[next++].Fails)
                throw new HttpRequestException("no", null, System.Net.HttpStatusCode.ServiceUnavailable);
        });
        await using var router = (TieredRoutingChatClient)new ChatClientBuilder(new ScriptedChatClient()).UseTieredRouting(routing =>
        {
            routing
                .AddTier("nano", tier => tier.AddEndpoint("nano-a", client.As("nano-a")).AddEndpoint("nano-b", client.As("nano-b")))
                .AddTier("mini", tier => tier.AddEndpoint("mini-a", client.As("mini-a")).AddEndpoint("mini-us", client.As("mini-us", "us")))
                .AddTier("full", tier => tier.AddEndpoint("full-a", client.As("full-a")))
                .AddGate(new Seen())
                .AddContract("other", contract => contract.ForIntent(TaskIntent.Extract))
                .AddContract("lead", contract =>
                {
                    contract.ForIntent(TaskIntent.Extract).WithTiers(min: floor).WithResidency("eu").WithGates("seen").AtMost(attempts: 6).On(Trigger.ProviderError, then => then.RetrySameTier(1).Escalate());
                    if (approval)
                        contract.WithApproval(ApprovalMode.Always);
                })
                .AuditTo.Sink(audit);
        }).Build(services);
        controls = (IRoutingControls)router.GetService(typeof(IRoutingControls))!;
        await SwitchAsync();
        next = Math.Min(1, steps.Length);
        var options = new ChatOptions().WithContract("lead");
        await Record.ExceptionAsync(async () =>
        {
            if (streams)
                await router.GetStreamingResponseAsync([new ChatMessage(ChatRole.User, "hello")], options).ToChatResponseAsync();
            else
                await router.GetResponseAsync([new ChatMessage(ChatRole.User, "hello")], options);
        });
        return new Play(audit.Records, calls);
    }

    private static bool Allows(IReadOnlyList<RoutingControl> inForce, string endpoint)
    {
        var tier = Array.IndexOf(Tiers, endpoint.Split('-')[0]);
        return inForce.Where(control => control.Contract is null or "lead").All(control =>
            !control.Stop
            && !control.DisabledEndpoints.Contains(endpoint) && !control.DisabledTiers.Contains(Tiers[tier])
            && (control.MaximumTier is null || tier <= Array.IndexOf(Tiers, control.MaximumTier))
            && (control.MinimumTier is null || tier >= Array.IndexOf(Tiers, control.MinimumTier))
            && (control.ExactTier is null || Tiers[tier] == control.ExactTier));
    }

    private sealed record Call(string Endpoint, bool IsAllowed);

    private sealed record Play(IReadOnlyList<AuditRecord> Records, IReadOnlyList<Call> Calls);

    private sealed class Seen : IAnswerGate
    {
        public string Name => "seen";

        public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) => new(GateVerdict.Passed);
    }

    /// <summary>One model behind every endpoint, which is told whose call it is.</summary>
    private sealed class Model(Func<string, Task> called) : IDisposable
    {
        private readonly List<ScriptedChatClient> _clients = [];

        public Action<EndpointBuilder> As(string endpoint, string region = "eu")
        {
            var client = new ScriptedChatClient();
            _clients.Add(client);
            for (var i = 0; i < 20; i++)
            {
                client.Answers(async (_, _) =>
                {
                    await called(endpoint);
                    return new ChatResponse(new ChatMessage(ChatRole.Assistant, "done")) { FinishReason = ChatFinishReason.Stop, Usage = new UsageDetails { InputTokenCount = 10, OutputTokenCount = 5 } };
                });
            }

            return builder => builder.UseClient(client).PricedAt(1m, 2m).InRegions(region);
        }

        public void Dispose() => _clients.ForEach(client => client.Dispose());
    }
}
