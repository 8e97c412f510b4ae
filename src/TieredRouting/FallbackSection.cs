using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Reads the fallback of a contract.</summary>
internal static class FallbackSection
{
    public static void Read(SectionScope scope, FallbackOptions fallback)
    {
        fallback.MaxAttempts = scope.Whole("maxAttempts") ?? fallback.MaxAttempts;
        fallback.MaxCost = scope.Number("maxCost") ?? fallback.MaxCost;
        fallback.Deadline = scope.Time("deadline") ?? fallback.Deadline;
        foreach (var (name, action) in scope.Objects("on"))
        {
            if (SectionScope.Named<Trigger>(name) is { } trigger)
                fallback.On[trigger] = ReadAction(action);
            else
                scope.Errors.Add(action.Path, $"is no trigger; known: {string.Join(", ", Enum.GetValues<Trigger>().Select(EnumNames.Of))}");
        }

        scope.Finish();
    }

    private static FallbackAction ReadAction(SectionScope scope)
    {
        var kind = scope.Choice<FallbackActionKind>("then") ?? FallbackActionKind.Escalate;
        var (to, tier) = (scope.Text("to"), scope.Text("tier"));
        scope.Errors.Require(to is null || kind == FallbackActionKind.Escalate, $"{scope.Path}.to", "belongs to escalate");
        scope.Errors.Require(tier is null || kind == FallbackActionKind.SwitchTo, $"{scope.Path}.tier", "belongs to switchTo");
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
