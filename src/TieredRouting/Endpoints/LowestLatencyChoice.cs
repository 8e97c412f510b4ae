namespace TieredRouting.Endpoints;

/// <summary>Chooses the endpoint that answers fastest of late. One that nothing is known of is asked first, by one request at a time.</summary>
internal sealed class LowestLatencyChoice(Func<TierEndpoint, EndpointLatency> latencyOf) : IEndpointChoice
{
    public TierEndpoint Pick(ReadOnlySpan<TierEndpoint> available)
    {
        foreach (var endpoint in available)
        {
            if (latencyOf(endpoint).TryBeTried())
                return endpoint;
        }

        return Fastest(available);
    }

    private TierEndpoint Fastest(ReadOnlySpan<TierEndpoint> available)
    {
        var (fastest, least) = (available[0], double.PositiveInfinity);
        foreach (var endpoint in available)
        {
            if (latencyOf(endpoint).Average is { } average && average < least)
                (fastest, least) = (endpoint, average);
        }

        return fastest;
    }
}
