namespace TieredRouting;

/// <summary>What one step of a workflow came to. Immutable.</summary>
/// <param name="Step">The step; <see langword="null"/> for the requests that state none.</param>
/// <param name="Figures">Its requests.</param>
public sealed record WorkflowStepFigures(string? Step, RequestFigures Figures);
