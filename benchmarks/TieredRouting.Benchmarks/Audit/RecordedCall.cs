using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting.Benchmarks.RequestPath;

namespace TieredRouting.Benchmarks.Audit;

/// <summary>The record of one call as an application makes it: three tiers, an answer held to a schema, the default signals.</summary>
internal static class RecordedCall
{
    public static async Task<AuditRecord> MakeAsync()
    {
        var sink = new LatestRecordSink();
        using var client = new FixedAnswerClient(LeadDocument.Answer);
        var services = new ServiceCollection();
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseClient(client).PricedAt(input: 0.20m, output: 1.25m))
            .AddTier("mini", tier => tier.UseClient(client).PricedAt(input: 0.75m, output: 4.50m))
            .AddTier("full", tier => tier.UseClient(client).PricedAt(input: 2.50m, output: 15m))
            .AddContract("lead-extraction", contract => contract.ForIntent(TaskIntent.Extract).OwnedBy("sales").WithSchema(LeadDocument.Schema).AtMost(attempts: 3, cost: 0.05m))
            .AuditTo.Sink(sink));
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IChatClient>().GetResponseAsync(LeadDocument.Request, new ChatOptions().WithContract("lead-extraction"));
        return sink.Latest ?? throw new InvalidOperationException("The call left no record.");
    }
}
