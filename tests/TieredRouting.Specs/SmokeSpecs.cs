using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Testing;

namespace TieredRouting.Specs;

public sealed class SmokeSpecs
{
    [Fact]
    public async Task Escalates_to_the_next_tier_when_the_answer_breaks_its_schema()
    {
        var nano = new ScriptedChatClient().Answers("not json", 100, 10).Answers("{\"a\":1}", 100, 10);
        var full = new ScriptedChatClient().Answers("```json\n{\"company\":\"Acme\"}\n```", 100, 20);
        var audit = new RecordingAuditSink();
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(nano).PricedAt(0.2m, 1.25m))
            .AddTier("full", tier => tier.UseClient(full).PricedAt(2.5m, 15m))
            .AddContract<Lead>("lead", contract => contract
                .ForIntent(TaskIntent.Extract)
                .On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate())
                .AtMost(attempts: 3, cost: 0.05m))
            .AuditTo.Sink(audit));
        await using var provider = services.BuildServiceProvider();

        var answer = await provider.GetRequiredService<IChatClient>().GetResponseAsync<Lead>("hello", new ChatOptions().WithContract("lead"));

        answer.Result.Company.Should().Be("Acme");
        answer.GetRoute()!.Tier.Should().Be("full");
        answer.GetRoute()!.Attempts.Should().HaveCount(3);
        audit.Records.Should().ContainSingle();
        nano.Calls[1].Messages.Should().HaveCount(3);
    }

    public sealed record Lead(string Company);
}
