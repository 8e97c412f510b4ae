namespace TieredRouting.Evaluation;

/// <summary>A message of a request.</summary>
internal sealed record MessageLine(string? Role, string? Text);
