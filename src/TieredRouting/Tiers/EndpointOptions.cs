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

    /// <summary>A client handed over in code; the caller owns it.</summary>
    [JsonIgnore]
    public IChatClient? Client { get; set; }

    public TierPrice? Price { get; set; }

    public List<string> Regions { get; set; } = [];

    public bool? AllowsSensitive { get; set; }

    public int? ContextWindow { get; set; }

    public int? MaxOutputTokens { get; set; }

    /// <summary>The decorators between the router and the client.</summary>
    [JsonIgnore]
    public List<Action<ChatClientBuilder>> Through { get; private set; } = [];

    /// <summary>A copy that can be changed without changing this.</summary>
    public EndpointOptions Clone()
    {
        var clone = (EndpointOptions)MemberwiseClone();
        (clone.Regions, clone.Through) = ([.. Regions], [.. Through]);
        return clone;
    }
}
