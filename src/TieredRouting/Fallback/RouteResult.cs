using System.Text.Json.Serialization;

namespace TieredRouting;

/// <summary>What happened to one request. Immutable.</summary>
public sealed record RouteResult
{
    /// <summary>The route's id. The client calls of one tool loop share it.</summary>
    public required string Id { get; init; }

    /// <summary>The contract.</summary>
    public required string Contract { get; init; }

    /// <summary>How the client call ended.</summary>
    public required Outcome Outcome { get; init; }

    /// <summary>The decision, with its reasons.</summary>
    public required RouteDecision Decision { get; init; }

    /// <summary>The tier that answered last, or <see langword="null"/> when none was called.</summary>
    public string? Tier { get; init; }

    /// <summary>Every attempt of this client call, in order.</summary>
    public IReadOnlyList<Attempt> Attempts { get; init; } = [];

    /// <summary>What this client call cost, failed attempts included, in <see cref="Currency"/>.</summary>
    public decimal Cost { get; init; }

    /// <summary>The currency, as an ISO 4217 code.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>How long the client call took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What each gate said of the answer that went out, by its name, or else of the last answer that came; empty where none looked at it.</summary>
    public IReadOnlyDictionary<string, GateVerdict> Gates { get; init; } = NoGates;

    /// <summary>Why there is no answer, as rule and reason; <see langword="null"/> when it was released, or drafted and held.</summary>
    public string? Why { get; init; }

    /// <summary>Whether a fallback marked the request as high risk.</summary>
    public bool MarkedHighRisk { get; init; }

    /// <summary>Whether a cache stored and replayed the answer, so that this is the route of an earlier request.</summary>
    public bool FromCache { get; init; }

    /// <summary>Whether the answer is a step of a tool loop: it asks for tool calls.</summary>
    public bool IsStep { get; init; }

    /// <summary>Whether <see cref="Escalations"/> is above zero.</summary>
    [JsonIgnore]
    public bool Escalated => Escalations > 0;

    /// <summary>How often an attempt went to a higher tier than the one before, or, where a certified threshold accepts nothing of the tier decided for, than that one.</summary>
    public int Escalations { get; init; }

    private static readonly Dictionary<string, GateVerdict> NoGates = [];
}
