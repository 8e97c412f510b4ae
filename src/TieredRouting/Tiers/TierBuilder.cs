namespace TieredRouting;

/// <summary>
/// Describes a tier. Its own endpoint methods describe one endpoint that bears the tier's name;
/// <see cref="AddEndpoint"/> adds further ones. Not thread-safe.
/// </summary>
public sealed class TierBuilder : EndpointBuilder
{
    private readonly TierOptions _tier;

    internal TierBuilder(string name, TierOptions tier)
        : base(() => Endpoint(tier, name)) => _tier = tier;

    /// <summary>Adds an endpoint; endpoints are tried in the order of their names.</summary>
    /// <param name="name">Its name, unique within the ladder.</param>
    /// <param name="configure">Describes it.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public TierBuilder AddEndpoint(string name, Action<EndpointBuilder> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        var endpoint = Endpoint(_tier, name);
        configure(new EndpointBuilder(() => endpoint));
        return this;
    }

    private static EndpointOptions Endpoint(TierOptions tier, string name)
    {
        if (!tier.Endpoints.TryGetValue(name, out var endpoint))
            tier.Endpoints.Add(name, endpoint = new EndpointOptions());
        return endpoint;
    }
}
