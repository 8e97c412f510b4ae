using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Configuration;
using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Fallback;

namespace TieredRouting.Tests.Fallback;

/// <summary>Plays one request of the contract <c>lead</c> through the fallback loop alone, so that its books can be looked into.</summary>
internal static class LoopRun
{
    public static async Task<RouteRun> PlayAsync(TieredRoutingBuilder routing, FakeTimeProvider time, CancellationToken caller, Func<IMeteredDoor, IMeteredDoor>? door = null)
    {
        await using var provider = new ServiceCollection().AddSingleton<TimeProvider>(time).BuildServiceProvider();
        var model = new RoutingModelBuilder(routing.Options, provider, captured: null).Build()!;
        using var services = new RouterServices(provider, routing.Options);
        var pipeline = new RoutingPipeline(model, services);
        var intake = new RequestIntake(services);
        var run = intake.Begin(pipeline, intake.Receive(model, [new ChatMessage(ChatRole.User, "Hi, we are Acme")], new ChatOptions().WithContract("lead")));
        run.Decision = model.Policy.Decide(run.Policy, await pipeline.Extraction.ExtractAsync(run.Request, caller));
        var loop = door is null ? pipeline.Fallback : Loop(model, services, door(new MeteredDoor(model.Ladder.StatesSensitivity, pipeline.Endpoints, time)), pipeline.Endpoints, time);
        await loop.RunAsync(run, streaming: false, caller);
        return run;
    }

    private static FallbackLoop Loop(RoutingModel model, RouterServices services, IMeteredDoor door, EndpointStates endpoints, FakeTimeProvider time) => new(
        model.Ladder, door, new ControlCheck(services.Controls, services.Caps, model.Ladder), new AnswerChecks(new GateChecks(model.Surroundings.Gates, new JudgeCalls(new SideCalls(model.Ladder, door, exactCounter: null), new AttemptRecorder(services.Metrics, services.Logger, endpoints, time)), services.Logger)), exactCounter: null, new AttemptRecorder(services.Metrics, services.Logger, endpoints, time), endpoints, services.Metrics.Activities, time);
}
