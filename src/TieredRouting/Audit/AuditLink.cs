using System.Text.Json.Serialization;

namespace TieredRouting;

/// <summary>A line's place in its chain.</summary>
/// <param name="Id">The chain's name: how the hash of its first record begins.</param>
/// <param name="Sequence">The record's number in the chain, from 1.</param>
/// <param name="Previous">The hash of the record before.</param>
/// <param name="Hash">The hash of this record.</param>
public sealed record AuditLink(
    string Id,
    [property: JsonPropertyName("seq")] long Sequence,
    [property: JsonPropertyName("prev")] string Previous,
    string Hash);
