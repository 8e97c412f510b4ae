using System.Text.Json;

namespace TieredRouting.Evaluation;

/// <summary>A tool that a request offers.</summary>
internal sealed record ToolLine(string? Name, string? Description, JsonElement? Parameters, bool? ReadOnly, bool? Destructive);
