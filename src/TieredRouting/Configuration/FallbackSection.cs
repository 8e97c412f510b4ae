namespace TieredRouting.Configuration;

/// <summary>Reads the fallback of a contract.</summary>
internal static class FallbackSection
{
    public static void Read(SectionScope scope, FallbackOptions fallback)
    {
        fallback.MaxAttempts = scope.Whole("maxAttempts") ?? fallback.MaxAttempts;
        fallback.MaxCost = scope.Number("maxCost") ?? fallback.MaxCost;
        fallback.Deadline = scope.Time("deadline") ?? fallback.Deadline;
        fallback.FirstToken = scope.Time("firstToken") ?? fallback.FirstToken;
        fallback.NextChunk = scope.Time("nextChunk") ?? fallback.NextChunk;
        fallback.Attempt = scope.Time("attempt") ?? fallback.Attempt;
        fallback.Hedges = scope.Flag("hedge") ?? fallback.Hedges;
        fallback.Overflow = scope.Choice<OverflowAction>("overflow") ?? fallback.Overflow;
        foreach (var (trigger, action) in scope.Map<Trigger>("on", "trigger"))
            fallback.On[trigger] = ReadAction(action);

        scope.Finish();
    }

    private static FallbackAction ReadAction(SectionScope scope)
    {
        var kind = scope.Choice<FallbackActionKind>("then") ?? FallbackActionKind.Escalate;
        var (to, tier) = (scope.Text("to"), scope.Text("tier"));
        scope.Require(to is null || kind == FallbackActionKind.Escalate, "to", "belongs to escalate");
        scope.Require(tier is null || kind == FallbackActionKind.SwitchTo, "tier", "belongs to switchTo");
        var action = new FallbackAction(
            kind,
            to ?? tier,
            scope.Whole("retrySameTier") ?? 0,
            scope.Flag("narrow") ?? false,
            scope.Flag("markHighRisk") ?? false);
        scope.Finish();
        return action;
    }
}
