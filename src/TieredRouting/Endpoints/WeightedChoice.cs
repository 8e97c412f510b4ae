namespace TieredRouting.Endpoints;

/// <summary>
/// Mixes endpoints in proportion to their weights. The n-th choice is read off at the n-th point of the golden-ratio sequence, which fills the unit interval evenly from its first points on; so
/// proportions hold over few requests, nothing is drawn by chance, and no lock is taken. Safe to call from several threads at once.
/// </summary>
internal sealed class WeightedChoice : IEndpointChoice
{
    // The golden ratio's fraction, as a share of 2^64 (Knuth, The Art of Computer Programming 3, 6.4).
    private const ulong GoldenRatio = 0x9E37_79B9_7F4A_7C15;

    private ulong _next;

    public TierEndpoint Pick(ReadOnlySpan<TierEndpoint> available)
    {
        var all = 0UL;
        foreach (var endpoint in available)
            all += (ulong)endpoint.Weight;
        if (all == 0)
            return available[0];
        var point = unchecked((Interlocked.Increment(ref _next) - 1) * GoldenRatio);
        return At(available, Math.BigMul(point, all, out _));
    }

    private static TierEndpoint At(ReadOnlySpan<TierEndpoint> available, ulong place)
    {
        foreach (var endpoint in available)
        {
            if (place < (ulong)endpoint.Weight)
                return endpoint;
            place -= (ulong)endpoint.Weight;
        }

        return available[^1];
    }
}
