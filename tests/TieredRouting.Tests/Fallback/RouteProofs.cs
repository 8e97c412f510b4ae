using CsCheck;

namespace TieredRouting.Tests.Fallback;

/// <summary>The invariants of <see cref="FallbackLoopTests"/> over many more scripts than a quick run can play.</summary>
[Trait("Category", "Proof")]
public sealed class RouteProofs
{
    [Fact(Explicit = true)]
    public async Task Twenty_thousand_scripts_leave_one_record_each_within_their_bounds() =>
        await RouteScript.Any.SampleAsync(async script =>
        {
            var route = (await script.PlayAsync()).Records.Should().ContainSingle().Subject.Route;

            route.Attempts.Count(attempt => attempt.Kind == CallKind.Answer).Should().BeLessThanOrEqualTo(script.Attempts);
            route.Cost.Should().Be(route.Attempts.Sum(attempt => attempt.Cost));
            route.Attempts.Should().NotContain(attempt => Array.IndexOf(RouteScript.Tiers, attempt.Tier) < Array.IndexOf(RouteScript.Tiers, route.Decision.Floor));
        }, iter: 20_000);

    [Fact(Explicit = true)]
    public async Task Ten_thousand_scripts_take_the_same_path_again() =>
        await RouteScript.Any.SampleAsync(async script => (await script.PlayAsync()).Path.Should().Be((await script.PlayAsync()).Path), iter: 10_000);
}
