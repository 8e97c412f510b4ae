using System.Text.Json.Serialization;

namespace TieredRouting;

/// <summary>
/// The join of all requirements of one request. The same configuration, signals and contract give the same decision. Immutable.
/// </summary>
public sealed record RouteDecision
{
    /// <summary>The contract's name.</summary>
    public required string Contract { get; init; }

    /// <summary>The class.</summary>
    public required WorkClass Class { get; init; }

    /// <summary>The tier to start at, or <see langword="null"/> when no tier may serve the request.</summary>
    public string? Tier { get; init; }

    /// <summary>The lowest tier any attempt may use.</summary>
    public required string Floor { get; init; }

    /// <summary>The lane.</summary>
    public required Lane Lane { get; init; }

    /// <summary>Whether a person decides before the effect goes out.</summary>
    public required bool Approval { get; init; }

    /// <summary>The gates that every answer must pass, sorted by name.</summary>
    public IReadOnlyList<string> Gates { get; init; } = [];

    /// <summary>What each tool of the request can do, by its name.</summary>
    public IReadOnlyDictionary<string, ToolRisk> Tools { get; init; } = NoTools;

    /// <summary>Why, sorted by rule name.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>Why no tier may serve the request, or <see langword="null"/> when one may.</summary>
    public string? Unroutable { get; init; }

    /// <summary>The signals the decision was made from.</summary>
    [JsonIgnore]
    public SignalSet Signals { get; init; } = NoSignals;

    /// <summary>The controls that somebody had applied by then, as far as they say anything of tiers or endpoints.</summary>
    [JsonIgnore]
    internal IReadOnlyList<RoutingControl> Applied { get; init; } = [];

    /// <summary>The budget that wanted the request to start as cheaply as it may, or <see langword="null"/>.</summary>
    [JsonIgnore]
    internal string? DegradedBy { get; init; }

    [JsonIgnore]
    internal int TierIndex { get; init; }

    [JsonIgnore]
    internal int FloorIndex { get; init; }

    private static readonly SignalSet NoSignals = new(Array.Empty<Signal>());
    private static readonly Dictionary<string, ToolRisk> NoTools = [];
}
