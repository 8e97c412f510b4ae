namespace TieredRouting;

/// <summary>A rung of the ladder: a name and the endpoints that serve it. Immutable.</summary>
public sealed class Tier
{
    private readonly TierEndpoint[] _endpoints;

    internal Tier(string name, int index, IReadOnlyList<TierEndpoint> endpoints, EndpointChoice choice = EndpointChoice.Ordered, double reservedForJudgement = 0)
    {
        Choice = choice;
        ReservedForJudgement = reservedForJudgement;
        Name = name;
        Index = index;
        _endpoints = [.. endpoints];
    }

    /// <summary>The tier's name, as declared.</summary>
    public string Name { get; }

    /// <summary>Its place on the ladder; 0 is the smallest.</summary>
    public int Index { get; }

    /// <summary>The endpoints, by name.</summary>
    public IReadOnlyList<TierEndpoint> Endpoints => _endpoints;

    /// <summary>Which of them a request goes to first.</summary>
    public EndpointChoice Choice { get; }

    /// <summary>The share of every endpoint's limits that only requests of class T1 and T2 may use, from 0 to below 1; 0 where nothing was stated.</summary>
    public double ReservedForJudgement { get; }

    /// <summary>The endpoints, for the request path: it walks them several times, and an enumerator would be allocated each time.</summary>
    internal ReadOnlySpan<TierEndpoint> Walk => _endpoints;

    /// <inheritdoc />
    public override string ToString() => Name;
}
