using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>What a context window leaves, and what is known of a request's length when something goes wrong.</summary>
public sealed class WindowSpecs
{
    [Fact]
    public async Task The_answer_is_limited_to_what_the_window_leaves_beside_the_prompt()
    {
        using var router = Router.On(
            (it, routing) => routing.AddTier("only", tier => tier.UseClient(it.Nano).PricedAt(1m, 1m).WithContextWindow(8_000)),
            contract => contract.ForIntent(TaskIntent.Classify).AtMost(cost: 1m));
        router.Nano.Answers("ok", 10, 5);

        await router.Ask(new string('x', 4_000));

        router.Nano.Calls[0].Options!.MaxOutputTokens.Should().BeLessThan(7_000).And.BeGreaterThan(256);
    }

    [Fact]
    public async Task A_counter_that_throws_does_not_lower_the_floor_that_the_estimate_asks_for()
    {
        using var router = Router.On(
            (it, routing) => routing
                .AddTier("small", tier => tier.UseClient(it.Nano).WithContextWindow(1_000))
                .AddTier("large", tier => tier.UseClient(it.Full).WithContextWindow(100_000))
                .CountTokensWith(_ => throw new InvalidOperationException()),
            contract => contract.ForIntent(TaskIntent.Classify));

        (await router.Plan(new string('x', 6_000))).Tier.Should().Be("large");
    }
}
