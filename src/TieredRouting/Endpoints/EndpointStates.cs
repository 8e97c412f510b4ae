using System.Collections.Frozen;

namespace TieredRouting.Endpoints;

/// <summary>The states of a ladder's endpoints, and of those that it had before; and how its tiers choose among them. Immutable; the states in it are live.</summary>
internal sealed class EndpointStates
{
    /// <summary>How many endpoints that the configuration has no more are remembered, the latest to go first: one may be back with the next reload, and is as broken or as full as it was.</summary>
    public const int MostGone = 1_000;

    private readonly FrozenDictionary<TierEndpoint, EndpointState> _states;
    private readonly Dictionary<string, EndpointState> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly (string Name, EndpointState State)[] _gone;
    private readonly IEndpointChoice?[] _choices;
    private readonly FrozenSet<TierEndpoint> _measured;

    /// <param name="ladder">The ladder.</param>
    /// <param name="time">The clock.</param>
    /// <param name="reports">Takes what changes.</param>
    /// <param name="earlier">The states under the configuration before, which endpoints of the same name keep.</param>
    public EndpointStates(TierLadder ladder, TimeProvider time, EndpointReports reports, EndpointStates? earlier = null)
    {
        var endpoints = ladder.Tiers.SelectMany(tier => tier.Endpoints).ToList();
        foreach (var name in endpoints.Select(endpoint => endpoint.Name))
            _byName.TryAdd(name, earlier?.Known(name) ?? new EndpointState(time, reports));
        _gone = earlier is null ? [] : [.. earlier.Left(_byName), .. earlier._gone.Where(gone => !_byName.ContainsKey(gone.Name))];
        if (_gone.Length > MostGone)
            _gone = _gone[..MostGone];
        _states = endpoints.ToFrozenDictionary(endpoint => endpoint, endpoint => _byName[endpoint.Name]);
        _measured = ladder.Tiers.Where(tier => tier.Choice == EndpointChoice.LowestLatency).SelectMany(tier => tier.Endpoints).ToFrozenSet();
        _choices = [.. ladder.Tiers.Select(ChoiceOf)];
    }

    private EndpointState? Known(string name) =>
        _byName.GetValueOrDefault(name) ?? Array.Find(_gone, gone => string.Equals(gone.Name, name, StringComparison.OrdinalIgnoreCase)).State;

    /// <summary>The endpoints of this configuration that another has not.</summary>
    private IEnumerable<(string Name, EndpointState State)> Left(Dictionary<string, EndpointState> now) =>
        _byName.Where(known => !now.ContainsKey(known.Key)).Select(known => (known.Key, known.Value));

    public EndpointState Of(TierEndpoint endpoint) => _states[endpoint];

    /// <summary>Chooses among endpoints of one tier, in the order of their names.</summary>
    public TierEndpoint Pick(Tier tier, ReadOnlySpan<TierEndpoint> available) =>
        available.Length > 1 && _choices[tier.Index] is { } choice ? choice.Pick(available) : available[0];

    /// <summary>Whether a tier simply takes the first that is there.</summary>
    public bool IsOrdered(Tier tier) => _choices[tier.Index] is null;

    /// <summary>Notes how fast an endpoint answered, where its tier wants to know.</summary>
    public void Measured(TierEndpoint endpoint, TimeSpan latency)
    {
        if (_measured.Count > 0 && _measured.Contains(endpoint))
            Of(endpoint).Latency.Measured(latency);
    }

    private IEndpointChoice? ChoiceOf(Tier tier) => tier.Choice switch
    {
        EndpointChoice.Weighted => new WeightedChoice(),
        EndpointChoice.LowestLatency => new LowestLatencyChoice(endpoint => Of(endpoint).Latency),
        _ => null,
    };
}
