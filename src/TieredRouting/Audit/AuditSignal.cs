using System.Text.Json;

namespace TieredRouting;

/// <summary>A signal as it was recorded.</summary>
public sealed record AuditSignal
{
    /// <summary>The value: text, a number, a Boolean, an object of named parts, or null.</summary>
    public JsonElement Value { get; init; }

    /// <summary>The value that sums the parts up, where that does not follow from them; otherwise <see langword="null"/>.</summary>
    public JsonElement? Sum { get; init; }

    /// <summary>Whether there was a value.</summary>
    public bool Available { get; init; }

    /// <summary>Where it was seen.</summary>
    public IReadOnlyList<SignalEvidence> Evidence { get; init => field = value ?? []; } = [];
}
