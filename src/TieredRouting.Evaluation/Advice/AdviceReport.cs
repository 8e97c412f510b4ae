using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What to do with start tiers: the JSON of <c>tiered-routing advise</c>. Immutable.</summary>
public sealed record AdviceReport
{
    /// <summary>How many requests are on record, of contracts that the configuration has. The calls of a tool loop are one.</summary>
    public int Requests { get; init; }

    /// <summary>How many of them were put on their tier by a floor that a rule, the class or the length raised: no start tier decides about them, so they are left out.</summary>
    public int HeldByFloors { get; init; }

    /// <summary>How sure each bound is.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The advice, the easiest cohort first.</summary>
    public IReadOnlyList<CohortAdvice> Advice { get; init; } = [];

    /// <summary>The currency.</summary>
    public string? Currency { get; init; }

    /// <summary>How many lines could not be used.</summary>
    public int Unusable { get; init; }

    /// <summary>What was wrong with the lines that could not be used, one line each, up to 20.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Errors { get; init; } = [];

    /// <summary>What is to be known of the advice.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> Notes { get; init; } = [];
}
