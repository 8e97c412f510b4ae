using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>How a tier chooses among its endpoints. mini-a is the client Mini, mini-b the client Nano.</summary>
public sealed class EndpointChoiceSpecs
{
    [Fact]
    public async Task The_first_by_name_is_asked_unless_the_tier_says_otherwise() =>
        (await EndpointsOf(_ => { }, 4)).Should().Equal("mini-a", "mini-a", "mini-a", "mini-a");

    [Fact]
    public async Task Requests_are_mixed_by_weight_and_the_same_requests_take_the_same_path()
    {
        var path = await EndpointsOf(tier => tier.Choose(EndpointChoice.Weighted), 40);

        path.Count(name => name == "mini-b").Should().BeInRange(9, 11, "mini-a weighs three times as much");
        (await EndpointsOf(tier => tier.Choose(EndpointChoice.Weighted), 40)).Should().Equal(path);
    }

    [Fact]
    public async Task The_endpoint_that_answers_fastest_is_asked_and_the_other_is_measured_again_every_minute()
    {
        var path = await EndpointsOf(tier => tier.Choose(EndpointChoice.LowestLatency), 100);

        path.Take(4).Should().Equal("mini-a", "mini-b", "mini-b", "mini-b");
        path.Count(name => name == "mini-a").Should().Be(2);
    }

    [Theory]
    [InlineData(EndpointChoice.Ordered)]
    [InlineData(EndpointChoice.Weighted)]
    [InlineData(EndpointChoice.LowestLatency)]
    public async Task However_it_chooses_an_error_goes_to_the_other_endpoint_before_a_higher_tier(EndpointChoice choice)
    {
        using var router = On(tier => tier.Choose(choice));
        router.Mini.FailsTimes(10);
        router.Nano.FailsTimes(10);
        router.Full.AlwaysAnswers("hi");

        var attempts = (await router.Ask()).GetRoute()!.Attempts;

        attempts.Take(2).Select(attempt => attempt.Endpoint).Should().BeEquivalentTo(["mini-a", "mini-b"]);
        attempts[2].Endpoint.Should().Be("full");
    }

    /// <summary>Where requests go, one after the other; mini-a takes two seconds and mini-b one.</summary>
    private static async Task<List<string>> EndpointsOf(Action<TierBuilder> choice, int requests)
    {
        using var router = On(choice);
        for (var i = 0; i < requests; i++)
        {
            router.Mini.Answers((_, _) => Say(router, seconds: 2));
            router.Nano.Answers((_, _) => Say(router, seconds: 1));
        }

        for (var i = 0; i < requests; i++)
            await router.Ask();
        return [.. router.Audit.Records.Select(record => record.Route.Attempts[0].Endpoint)];
    }

    private static Task<ChatResponse> Say(Router router, int seconds)
    {
        router.Time.Advance(TimeSpan.FromSeconds(seconds));
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, "hi")));
    }

    private static Router On(Action<TierBuilder> choice) => Router.On(
        (router, tiers) => tiers
            .AddTier("mini", tier =>
            {
                tier.AddEndpoint("mini-a", endpoint => endpoint.UseClient(router.Mini).WithWeight(3)).AddEndpoint("mini-b", endpoint => endpoint.UseClient(router.Nano));
                choice(tier);
            })
            .AddTier("full", tier => tier.UseClient(router.Full)),
        contract => contract.ForIntent(TaskIntent.Answer).StartAt("mini"));
}
