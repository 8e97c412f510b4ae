using System.Text.Json.Serialization;

namespace TieredRouting.Evaluation;

/// <summary>What came of one gate. Immutable.</summary>
public sealed record ReportVerdict
{
    /// <summary>What the file calls the gate: <c>accuracy</c>, <c>T2.approval</c>, <c>byCohort.accuracy</c>, <c>baseline</c>, ...</summary>
    public required string Gate { get; init; }

    /// <summary>The contract that is held to the gate, or <see langword="null"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Contract { get; init; }

    /// <summary>The cohort that is held to the gate, or <see langword="null"/> for all requests.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Cohort { get; init; }

    /// <summary>Whether the gate holds.</summary>
    public required bool Holds { get; init; }

    /// <summary>The figure, or <see langword="null"/> where there is none: nothing succeeded, or no request is there that the gate is about.</summary>
    public double? Value { get; init; }

    /// <summary>What the file asks for, in words.</summary>
    public required string Wanted { get; init; }

    /// <summary>What the figure alone does not say, such as that a gate holds about no request; <see langword="null"/> where nothing is to be said.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Note { get; init; }

    /// <summary>The gate, and the contract or the cohort where one is held to it.</summary>
    internal string Name => (Contract ?? Cohort) is { } part ? $"{Gate} of '{part}'" : Gate;

    /// <summary>The verdict in one line, the gate's name first.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Note ?? FormattableString.Invariant($"is {Value:0.########}")}; wanted {Wanted}");
}
