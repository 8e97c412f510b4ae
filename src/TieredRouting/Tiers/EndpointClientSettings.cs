namespace TieredRouting;

/// <summary>
/// What configuration says of an endpoint's client, for the factory of its kind. Two endpoints that say the same share one client. Immutable.
/// </summary>
public sealed record EndpointClientSettings
{
    internal EndpointClientSettings(string kind) => Kind = kind;

    /// <summary>The kind of client, as <see cref="TieredRoutingBuilder.AddClientKind"/> named it.</summary>
    public string Kind { get; }

    /// <summary>The model, or <see langword="null"/> where none is stated.</summary>
    public string? Model { get; internal init; }

    /// <summary>The address of the provider, or <see langword="null"/> for its own default.</summary>
    public Uri? Endpoint { get; internal init; }

    /// <summary>The name of the environment variable that holds the key to the provider, or <see langword="null"/> where none is needed. Never the key itself.</summary>
    public string? ApiKeyVariable { get; internal init; }

    /// <summary>The key of a client in the container, or <see langword="null"/>.</summary>
    public string? Key { get; internal init; }
}
