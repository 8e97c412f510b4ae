using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting;

namespace LeadTriage;

/// <summary>The whole set-up: a provider's client, the ladder of its models, the contracts of this desk, where held work waits, and where the proof goes.</summary>
internal static class LeadRouting
{
    public static IServiceCollection AddLeadRouting(this IServiceCollection services, Models models, LeadState state, string audit)
    {
        services.AddChatClient(models.Client);
        services.AddTieredRouting(routing => routing
            .AddTier("nano", tier => tier.UseModel(models.Nano).PricedAt(input: 0.20m, output: 1.25m))
            .AddTier("mini", tier => tier.UseModel(models.Mini).PricedAt(input: 0.75m, output: 4.50m))
            .AddTier("full", tier => DescribeFull(tier, models))
            .AddLeadContracts()
            .HashIdsWith(state.Key)
            .AuditTo.JsonLines(audit));
        return services.AddTieredRoutingSqlite(state.Inbox);
    }

    public static void DescribeFull(TierBuilder tier, Models models) => tier.UseModel(models.Full).PricedAt(input: 2.50m, output: 15.00m);
}
