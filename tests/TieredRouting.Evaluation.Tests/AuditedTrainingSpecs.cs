using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Testing;

namespace TieredRouting.Evaluation.Tests;

/// <summary>An application that keeps what was asked, and takes down what people say of the answers, learns from its own audit.</summary>
public sealed class AuditedTrainingSpecs : IDisposable
{
    private const string Refused = """{"n":-1}""";
    private const string Untold = """{"n":-2}""";

    private readonly Folder _folder = new();
    private readonly ScriptedChatClient _nano = new();
    private readonly ScriptedChatClient _full = new();

    [Fact]
    public async Task What_an_application_wrote_down_teaches_what_is_hard_for_its_cheap_tier()
    {
        await using (var services = Application())
        {
            for (var i = 0; i < 40; i++)
            {
                await Judge(services, Easy(i), wrong: false, nano: """{"n":1}""");
                await Judge(services, Hard(i), wrong: false, nano: "It is hard to say.", full: """{"n":1}""");
                await Judge(services, Hard(50 + i), wrong: true, nano: """{"n":2}""");
            }

            _nano.Answers("""{"n":1}""");
            await Ask(services, Easy(99));
        }

        var trained = await new DifficultyTraining("nano-a", "full-a").TrainAuditAsync(_folder["audit.jsonl"], TestContext.Current.CancellationToken);

        (trained.Recordings, trained.LeftOut).Should().Be((120, 1));
        trained.Difficulty(Hard(7)).Should().BeGreaterThan(trained.Difficulty(Easy(7)) + 0.5);
    }

    [Fact]
    public async Task A_request_of_which_a_gate_could_not_tell_teaches_nothing()
    {
        await using (var services = Application())
        {
            for (var i = 0; i < 40; i++)
            {
                await Judge(services, Easy(i), wrong: false, nano: """{"n":1}""");
                await Judge(services, Hard(i), wrong: false, nano: Refused, full: """{"n":1}""");
            }

            for (var i = 0; i < 5; i++)
                await Judge(services, Hard(50 + i), wrong: false, nano: Untold, full: """{"n":1}""");
        }

        var trained = await new DifficultyTraining("nano-a", "full-a").TrainAuditAsync(_folder["audit.jsonl"], TestContext.Current.CancellationToken);

        (trained.Recordings, trained.LeftOut).Should().Be((80, 5));
    }

    public void Dispose()
    {
        _folder.Dispose();
        _nano.Dispose();
        _full.Dispose();
    }

    private async Task Judge(ServiceProvider services, string text, bool wrong, string nano, string? full = null)
    {
        _nano.Answers(nano);
        if (full is not null)
            _full.Answers(full);
        await services.GetRequiredService<IRoutingFeedback>().RecordAsync(await Ask(services, text), RoutingFeedback.Thumbs(up: !wrong));
    }

    private static async Task<string> Ask(ServiceProvider services, string text) =>
        (await services.GetRequiredService<IChatClient>().GetResponseAsync(text, new ChatOptions { Instructions = "Answer with a number." }.WithContract("sums"))).GetRoute()!.Id;

    private ServiceProvider Application()
    {
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.AddEndpoint("nano-a", endpoint => endpoint.UseClient(_nano).PricedAt(1m, 1m)))
            .AddTier("full", tier => tier.AddEndpoint("full-a", endpoint => endpoint.UseClient(_full).PricedAt(10m, 10m)))
            .AddContract("sums", contract => contract
                .ForIntent(TaskIntent.Extract)
                .WithSchema("""{ "type": "object", "properties": { "n": { "type": "integer" } }, "required": [ "n" ] }""")
                .WithGates("sane")
                .On(Trigger.SchemaFailure, then => then.Escalate())
                .On(Trigger.GateFailure, then => then.Escalate())
                .CaptureContent())
            .AddGate(new Sane())
            .AuditTo.JsonLines(_folder["audit.jsonl"].FullName));
        return services.BuildServiceProvider();
    }

    private static string Easy(int number) => $"Say hello to friend number {number}";

    private static string Hard(int number) => $"If each of {number + 7} bags holds {number + 3} more apples than {number} boxes, how many apples are left after {number + 11} are sold in {number % 5} days?";

    private sealed class Sane : IAnswerGate
    {
        public string Name => "sane";

        public ValueTask<GateVerdict> CheckAsync(Answer answer, CancellationToken cancellationToken) =>
            new(answer.Text == Refused ? GateVerdict.Failed : answer.Text == Untold ? GateVerdict.Unavailable : GateVerdict.Passed);
    }
}
