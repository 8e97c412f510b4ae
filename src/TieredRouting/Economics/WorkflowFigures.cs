namespace TieredRouting;

/// <summary>What a workflow came to, summed over its steps. Immutable.</summary>
/// <param name="Workflow">The workflow, as callers state it.</param>
/// <param name="Total">All of its requests.</param>
/// <param name="Steps">Its steps, sorted by name.</param>
public sealed record WorkflowFigures(string Workflow, RequestFigures Total, IReadOnlyList<WorkflowStepFigures> Steps);
