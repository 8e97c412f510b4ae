using Microsoft.Extensions.AI;
using TieredRouting;

namespace LeadTriage;

/// <summary>What the same requests cost under the same contracts on a ladder whose only tier is the largest.</summary>
internal static class AllOnFull
{
    public static async Task<IReadOnlyList<Step>> RunAsync(IChatClient client, Action<TierBuilder> full, IEnumerable<Step> steps)
    {
        using var chat = new ChatClientBuilder(client)
            .UseTieredRouting(routing => routing.AddTier("full", full).AddLeadContracts())
            .Build();
        var again = new List<Step>();
        foreach (var step in steps)
        {
            var answer = await chat.GetResponseAsync(step.Prompt, new ChatOptions().WithContract(step.Contract));
            again.Add(step with { Route = answer.GetRoute()! });
        }

        return again;
    }
}
