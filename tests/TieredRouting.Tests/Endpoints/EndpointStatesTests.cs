using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Endpoints;
using TieredRouting.Telemetry;

namespace TieredRouting.Tests.Endpoints;

public sealed class EndpointStatesTests
{
    [Fact]
    public void A_changed_configuration_keeps_what_is_known_of_endpoints_of_the_same_name()
    {
        var before = Given.Endpoint("nano-a");
        var earlier = States(earlier: null, before, Given.Endpoint("nano-b"));
        earlier.Of(before).Note(before, CircuitSignal.Failure, probe: false, TimeSpan.FromMinutes(1));
        var (after, added) = (Given.Endpoint("NANO-A"), Given.Endpoint("nano-c"));

        var states = States(earlier, after, added);

        states.Of(after).Should().BeSameAs(earlier.Of(before));
        (states.Of(after).Circuit.IsOpen, states.Of(added).Circuit.IsOpen).Should().Be((true, false));
    }

    [Fact]
    public void An_endpoint_that_a_reload_takes_away_and_another_brings_back_is_as_broken_as_it_was()
    {
        var before = Given.Endpoint("nano-a");
        var earlier = States(earlier: null, before, Given.Endpoint("nano-b"));
        earlier.Of(before).Note(before, CircuitSignal.Failure, probe: false, TimeSpan.FromMinutes(1));
        var known = earlier.Of(before);

        var without = States(States(earlier, Given.Endpoint("nano-b")), Given.Endpoint("nano-c"));
        var back = Given.Endpoint("NANO-A");
        var states = States(without, back, Given.Endpoint("nano-b"));

        states.Of(back).Should().BeSameAs(known);
        states.Of(back).Circuit.IsOpen.Should().BeTrue();
    }

    [Fact]
    public void Of_endpoints_that_are_gone_the_latest_are_remembered_and_no_more_than_so_many()
    {
        var first = Given.Endpoint("first");
        var states = States(earlier: null, first);
        var known = states.Of(first);
        for (var i = 0; i < EndpointStates.MostGone; i++)
            states = States(states, Given.Endpoint($"nano-{i}"));

        States(states, first).Of(first).Should().BeSameAs(known);
        states = States(states, Given.Endpoint("one more"));
        States(states, first).Of(first).Should().NotBeSameAs(known);
    }

    [Fact]
    public void An_endpoint_without_limits_lets_calls_in_and_out_and_allocates_nothing()
    {
        var endpoint = Given.Endpoint();
        var state = States(earlier: null, endpoint).Of(endpoint);
        Pass(state, endpoint);
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
            Pass(state, endpoint);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000);
    }

    private static void Pass(EndpointState state, TierEndpoint endpoint)
    {
        state.TryEnter(new EndpointEntry(endpoint, Tokens: 100, NeedsJudgement: false), out var permit);
        permit!.Release(used: 50);
        state.Note(endpoint, CircuitSignal.Success, permit.IsProbe);
    }

    private static EndpointStates States(EndpointStates? earlier, params TierEndpoint[] endpoints) =>
        new(Given.Ladder(endpoints), TimeProvider.System, new EndpointReports(new RoutingMetrics(meters: null, "USD"), NullLogger.Instance, TimeProvider.System), earlier);
}
