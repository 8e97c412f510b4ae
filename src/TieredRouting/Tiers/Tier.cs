namespace TieredRouting;

/// <summary>A rung of the ladder: a name and the endpoints that serve it. Immutable.</summary>
public sealed class Tier
{
    internal Tier(string name, int index, IReadOnlyList<TierEndpoint> endpoints)
    {
        Name = name;
        Index = index;
        Endpoints = endpoints;
    }

    /// <summary>The tier's name, as declared.</summary>
    public string Name { get; }

    /// <summary>Its place on the ladder; 0 is the smallest.</summary>
    public int Index { get; }

    /// <summary>The endpoints, in the order they are tried.</summary>
    public IReadOnlyList<TierEndpoint> Endpoints { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
