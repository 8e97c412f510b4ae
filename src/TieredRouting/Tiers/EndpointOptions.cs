using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>What was declared of one endpoint, before it is checked and built.</summary>
internal sealed class EndpointOptions
{
    /// <summary>The model id to send, or <see langword="null"/>.</summary>
    public string? Model { get; set; }

    /// <summary>The key of an <see cref="IChatClient"/> in the container, or <see langword="null"/> for the captured client.</summary>
    public string? ClientKey { get; set; }

    /// <summary>Whether the captured client is meant although no model is named: it knows its own.</summary>
    public bool UsesCaptured { get; set; }

    /// <summary>What configuration says of a client that a factory makes, or <see langword="null"/>.</summary>
    public EndpointClientSettings? Made { get; private set; }

    /// <summary>A client handed over in code; the caller owns it.</summary>
    [JsonIgnore]
    public IChatClient? Client { get; set; }

    public TierPrice? Price { get; set; }

    public List<string> Regions { get; set; } = [];

    public bool? AllowsSensitive { get; set; }

    public int? ContextWindow { get; set; }

    public int? MaxOutputTokens { get; set; }

    public int Weight { get; set; } = 1;

    public EndpointLimits? Limits { get; set; }

    public CircuitSettings Circuit { get; set; } = CircuitSettings.Default;

    /// <summary>The decorators between the router and the client.</summary>
    [JsonIgnore]
    public List<Action<ChatClientBuilder>> Through { get; private set; } = [];

    /// <summary>A model behind the captured client, or behind the client that code handed over.</summary>
    public void UseModel(string? model) => (Made, Client, ClientKey, Model, UsesCaptured) = (null, null, null, model, false);

    /// <summary>A client of the container; without a key the captured one, or the one that code handed over.</summary>
    public void UseService(string? key, string? model) => (Made, Client, ClientKey, Model, UsesCaptured) = (null, key is null ? Client : null, key, model, key is null);

    /// <summary>A client that a factory makes.</summary>
    public void UseMade(EndpointClientSettings settings) => (Made, Client, ClientKey, Model, UsesCaptured) = (settings, null, null, settings.Model, false);

    /// <summary>A copy that can be changed without changing this.</summary>
    public EndpointOptions Clone()
    {
        var clone = (EndpointOptions)MemberwiseClone();
        (clone.Regions, clone.Through) = ([.. Regions], [.. Through]);
        return clone;
    }
}
