namespace TieredRouting;

/// <summary>What an endpoint may be sent at most, by this process. Immutable.</summary>
/// <param name="Concurrency">The most calls under way at once; 1 or more, or <see langword="null"/> for no limit.</param>
/// <param name="RequestsPerMinute">The most calls begun in any 60 seconds; 1 or more, or <see langword="null"/> for no limit.</param>
/// <param name="TokensPerMinute">
/// The most tokens in any 60 seconds, prompts and answers together; 1 or more, or <see langword="null"/> for no limit. A call counts with its worst case while it is under way and
/// with what it used once it has ended. One that alone comes to more is let in when nothing else counts.
/// </param>
public sealed record EndpointLimits(int? Concurrency = null, int? RequestsPerMinute = null, long? TokensPerMinute = null)
{
    /// <summary>What is left of the limits when a share of each is kept back; at least one of each.</summary>
    internal EndpointLimits Less(double share) => share <= 0 ? this : new(
        (int?)Rest(Concurrency, share),
        (int?)Rest(RequestsPerMinute, share),
        Rest(TokensPerMinute, share));

    private static long? Rest(long? limit, double share) =>
        limit is { } all ? Math.Max(1, all - (long)Math.Ceiling(all * share)) : null;
}
