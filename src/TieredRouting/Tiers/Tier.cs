namespace TieredRouting;

/// <summary>A rung of the ladder: a name and the endpoints that serve it. Immutable.</summary>
public sealed class Tier
{
    private readonly TierEndpoint[] _endpoints;

    internal Tier(string name, int index, IReadOnlyList<TierEndpoint> endpoints)
    {
        Name = name;
        Index = index;
        _endpoints = [.. endpoints];
    }

    /// <summary>The tier's name, as declared.</summary>
    public string Name { get; }

    /// <summary>Its place on the ladder; 0 is the smallest.</summary>
    public int Index { get; }

    /// <summary>The endpoints, in the order they are tried.</summary>
    public IReadOnlyList<TierEndpoint> Endpoints => _endpoints;

    /// <summary>The same, for the request path: it walks them several times, and an enumerator would be allocated each time.</summary>
    internal ReadOnlySpan<TierEndpoint> Walk => _endpoints;

    /// <inheritdoc />
    public override string ToString() => Name;
}
