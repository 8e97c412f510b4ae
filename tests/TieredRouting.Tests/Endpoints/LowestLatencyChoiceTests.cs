using Microsoft.Extensions.Time.Testing;
using TieredRouting.Endpoints;

namespace TieredRouting.Tests.Endpoints;

public sealed class LowestLatencyChoiceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly TierEndpoint[] _endpoints = [Given.Endpoint("a"), Given.Endpoint("b"), Given.Endpoint("c")];
    private readonly Dictionary<TierEndpoint, EndpointLatency> _latencies;
    private readonly LowestLatencyChoice _choice;

    public LowestLatencyChoiceTests()
    {
        _latencies = _endpoints.ToDictionary(endpoint => endpoint, _ => new EndpointLatency(_time));
        _choice = new LowestLatencyChoice(endpoint => _latencies[endpoint]);
    }

    [Fact]
    public void Each_is_tried_once_and_then_the_fastest_is_asked()
    {
        Picks(3).Should().Equal("a", "b", "c");
        Measure(3, 1, 2);

        Picks(3).Should().OnlyContain(name => name == "b");
    }

    [Fact]
    public void While_one_is_being_tried_it_is_not_flooded()
    {
        Measure(1, 2, null);

        Picks(4).Should().Equal("c", "a", "a", "a");
    }

    [Fact]
    public void What_was_measured_a_minute_ago_is_forgotten()
    {
        Measure(3, 1, 2);
        _time.Advance(TimeSpan.FromSeconds(59));
        Measure(null, 1, null);

        _time.Advance(TimeSpan.FromSeconds(1));

        Picks(3).Should().Equal("a", "c", "b");
    }

    [Fact]
    public void The_latest_answers_weigh_most()
    {
        Measure(1, 2, 9);
        for (var i = 0; i < 10; i++)
            Measure(4, null, null);

        Picks(1).Should().Equal("b");
    }

    private List<string> Picks(int count) => [.. Enumerable.Range(0, count).Select(_ => _choice.Pick(_endpoints).Name)];

    private void Measure(params double?[] seconds)
    {
        foreach (var (endpoint, taken) in _endpoints.Zip(seconds))
        {
            if (taken is { } known)
                _latencies[endpoint].Measured(TimeSpan.FromSeconds(known));
        }
    }
}
