namespace TieredRouting.Economics;

/// <summary>Makes snapshots of sums.</summary>
internal static class LedgerSnapshots
{
    public static LedgerSnapshot Of(DateTimeOffset at, IEnumerable<LedgerSum> sums)
    {
        var byKind = sums.ToLookup(sum => sum.Key.Kind);
        return new LedgerSnapshot(at, Cells(byKind[LedgerKind.Cohort]), Cells(byKind[LedgerKind.Contract]), Workflows(byKind[LedgerKind.Workflow]));
    }

    private static IReadOnlyList<LedgerCell> Cells(IEnumerable<LedgerSum> sums) =>
    [
        .. sums.GroupBy(sum => (sum.Key, Tier: sum.Tier.ToUpperInvariant())).Select(CellOf)
            .OrderBy(cell => cell.Contract, StringComparer.Ordinal)
            .ThenBy(cell => cell.Cohort, StringComparer.Ordinal)
            .ThenBy(cell => cell.Tier, StringComparer.Ordinal),
    ];

    /// <summary>A tier of a segment, whatever the floors of its requests were.</summary>
    private static LedgerCell CellOf(IEnumerable<LedgerSum> floors)
    {
        var (first, numbers) = (floors.First(), new LedgerNumbers());
        foreach (var floor in floors)
            numbers.Add(floor.Numbers);
        return new LedgerCell(first.Key.Name, first.Key.Part, first.Tier.Length == 0 ? null : first.Tier, new RequestFigures(numbers), new AttemptFigures(numbers));
    }

    private static IReadOnlyList<WorkflowFigures> Workflows(IEnumerable<LedgerSum> sums) =>
    [
        .. from workflow in sums.GroupBy(sum => sum.Key.Name, StringComparer.OrdinalIgnoreCase)
           orderby workflow.Key.ToUpperInvariant()
           let steps = StepsOf(workflow)
           select new WorkflowFigures(workflow.Key, RequestFigures.Sum(steps.Select(step => step.Figures)), steps),
    ];

    private static IReadOnlyList<WorkflowStepFigures> StepsOf(IEnumerable<LedgerSum> workflow) =>
    [
        .. workflow.GroupBy(sum => sum.Key.Part, StringComparer.Ordinal)
            .OrderBy(step => step.Key, StringComparer.Ordinal)
            .Select(step => new WorkflowStepFigures(step.Key, RequestFigures.Sum(step.Select(sum => new RequestFigures(sum.Numbers))))),
    ];
}
