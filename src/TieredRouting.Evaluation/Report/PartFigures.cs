using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What some of the requests came to: those of a contract, a class or a cohort. Immutable. Money is in the ladder's currency.</summary>
public record PartFigures
{
    /// <summary>How many requests were asked.</summary>
    [JsonPropertyOrder(-1)]
    public int Requests { get; init; }

    /// <summary>How many answers went to the caller.</summary>
    [JsonPropertyOrder(-1)]
    public int Released { get; init; }

    /// <summary>How many right answers were released; for cases, how many did all that was expected of them.</summary>
    [JsonPropertyOrder(-1)]
    public int Correct { get; init; }

    /// <summary>Correct ÷ requests.</summary>
    [JsonPropertyOrder(-1)]
    public double Accuracy { get; init; }

    /// <summary>All that was spent, failed and losing attempts included.</summary>
    [JsonPropertyOrder(-1)]
    public decimal Cost { get; init; }

    /// <summary>Cost ÷ correct, or <see langword="null"/> when nothing succeeded.</summary>
    [JsonPropertyOrder(-1)]
    public decimal? CostPerSuccess { get; init; }

    /// <summary>How many requests went to a higher tier than they had begun on.</summary>
    [JsonPropertyOrder(-1)]
    public int Escalated { get; init; }

    /// <summary>Escalated ÷ requests.</summary>
    [JsonPropertyOrder(-1)]
    public double EscalationRate { get; init; }

    /// <summary>How many wrong answers were released without having been escalated.</summary>
    [JsonPropertyOrder(-1)]
    public int SilentFailures { get; init; }

    /// <summary>Silent failures ÷ released; 0 where nothing was released.</summary>
    [JsonPropertyOrder(-1)]
    public double SilentFailureRate { get; init; }

    /// <summary>How many answers were released that a gate had refused or could not judge, or of risk work (T2) that no person was asked about. Must be 0.</summary>
    [JsonPropertyOrder(-1)]
    public int PolicyViolations { get; init; }

    /// <summary>How many drafts wait for a person.</summary>
    [JsonPropertyOrder(-1)]
    public int HeldForApproval { get; init; }

    /// <summary>The share of requests whose decision asks a person, with nothing released that needed one, from 0 to 1.</summary>
    [JsonPropertyOrder(-1)]
    public double Approval { get; init; }

    /// <summary>Of the answers to contracts with a schema, the share that kept it, from 0 to 1; <see langword="null"/> where no schema looked at an answer.</summary>
    [JsonPropertyOrder(-1)]
    public double? SchemaValidity { get; init; }

    /// <summary>Of the requests of which the gate <c>groundedness</c> judged the answer that went out, or else the last one, the share that passed, from 0 to 1; <see langword="null"/> where it judged none.</summary>
    [JsonPropertyOrder(-1)]
    public double? Groundedness { get; init; }

    /// <summary>Of the requests labelled with whether they are to be refused, the share where that is what happened, from 0 to 1; <see langword="null"/> where none is labelled.</summary>
    [JsonPropertyOrder(-1)]
    public double? RefusalCorrectness { get; init; }

    /// <summary>How long requests took, in milliseconds, whatever came of them.</summary>
    [JsonPropertyOrder(-1)]
    public LatencyFigures LatencyMs { get; init; } = new();
}
