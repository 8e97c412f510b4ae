using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Configuration;
using TieredRouting.Controls;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

/// <summary>Plays one request of the contract <c>lead</c> through the fallback loop alone, so that its books can be looked into.</summary>
internal static class LoopRun
{
    public static async Task<RouteRun> PlayAsync(TieredRoutingBuilder routing, FakeTimeProvider time, CancellationToken caller)
    {
        await using var provider = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        var model = new RoutingModelBuilder(routing.Options, provider, captured: null).Build()!;
        using var services = new RouterServices(provider, routing.Options);
        var pipeline = new RoutingPipeline(model, services);
        var intake = new RequestIntake(time, new CapLedger(time));
        var run = intake.Begin(intake.Receive(model, [new ChatMessage(ChatRole.User, "Hi, we are Acme")], new ChatOptions().WithContract("lead")));
        run.Decision = model.Policy.Decide(run.Policy, await pipeline.Extraction.ExtractAsync(run.Request, caller));
        await pipeline.Fallback.RunAsync(run, streaming: false, caller);
        return run;
    }
}
