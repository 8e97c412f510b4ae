using System.Text.Json.Serialization;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Whether an attempt's answer was acceptable, and if not, why. Immutable.</summary>
public sealed record AttemptVerdict
{
    [JsonConstructor]
    internal AttemptVerdict(IReadOnlyList<Trigger> triggers, IReadOnlyList<AnswerViolation> violations)
    {
        Triggers = triggers;
        Violations = violations;
    }

    /// <summary>The verdict on an acceptable answer.</summary>
    public static AttemptVerdict Accepted { get; } = new([], []);

    /// <summary>Whether the answer was acceptable.</summary>
    public bool IsAccepted => Triggers.Count == 0;

    /// <summary>What made it unacceptable; empty when it was acceptable.</summary>
    public IReadOnlyList<Trigger> Triggers { get; }

    /// <summary>What it broke, where that has a place; never the answer's own values.</summary>
    public IReadOnlyList<AnswerViolation> Violations { get; }

    /// <summary>The verdict on an answer that was not acceptable.</summary>
    /// <param name="trigger">Why not.</param>
    /// <param name="violations">What it broke, where that has a place.</param>
    /// <returns>The verdict.</returns>
    public static AttemptVerdict Rejected(Trigger trigger, IReadOnlyList<AnswerViolation>? violations = null) => new([trigger], violations ?? []);

    /// <inheritdoc />
    public override string ToString() => IsAccepted ? "accepted" : string.Join(", ", Triggers.Select(EnumNames.Of));
}
