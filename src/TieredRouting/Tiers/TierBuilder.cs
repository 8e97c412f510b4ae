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

    /// <summary>Adds an endpoint. Endpoints are tried in the order of their names, unless <see cref="Choose"/> says otherwise.</summary>
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

    /// <summary>Says which endpoint a request goes to first; by default the first by name.</summary>
    /// <param name="choice">How it is chosen.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such choice.</exception>
    public TierBuilder Choose(EndpointChoice choice)
    {
        if (!Enum.IsDefined(choice))
            throw new ArgumentOutOfRangeException(nameof(choice), choice, "There is no such choice of endpoints.");
        _tier.Choice = choice;
        return this;
    }

    /// <summary>
    /// Keeps a share of every endpoint's limits for requests of class T1 and T2, so that a flood of T0 work cannot starve them. Nothing is kept by default, nor where an endpoint has no limits.
    /// At least one call, request and token of each limit is left to T0.
    /// </summary>
    /// <param name="share">The share, from 0 to below 1, such as 0.25.</param>
    /// <returns>The same builder.</returns>
    public TierBuilder ReserveForJudgement(double share)
    {
        _tier.ReservedForJudgement = share;
        return this;
    }

    private static EndpointOptions Endpoint(TierOptions tier, string name)
    {
        if (!tier.Endpoints.TryGetValue(name, out var endpoint))
            tier.Endpoints.Add(name, endpoint = new EndpointOptions());
        return endpoint;
    }
}
