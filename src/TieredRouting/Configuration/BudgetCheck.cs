namespace TieredRouting.Configuration;

/// <summary>Checks the budgets that were declared.</summary>
internal static class BudgetCheck
{
    private const double HighestShare = 1_000;
    private const decimal HighestAmount = 1_000_000_000_000m;

    public static void Check(TieredRoutingOptions options, ConfigurationErrors errors)
    {
        foreach (var budget in options.Budgets.Values)
            Check(budget, $"budgets.{budget.Name}", options, errors);
    }

    private static void Check(Budget budget, string path, TieredRoutingOptions options, ConfigurationErrors errors)
    {
        errors.Require(!string.IsNullOrWhiteSpace(budget.Name) && !budget.Name.StartsWith("controls.", StringComparison.OrdinalIgnoreCase), path, "needs a name, which may not begin with 'controls.'");
        errors.Require(budget.Amount is >= 0 and <= HighestAmount, $"{path}.amount", "must lie between 0 and 1,000,000,000,000");
        CheckShare(budget.WarnAt, $"{path}.warnAt", errors);
        CheckShare(budget.DegradeAt, $"{path}.degradeAt", errors);
        CheckShare(budget.RejectAt, $"{path}.rejectAt", errors);
        errors.Require(!(budget.WarnAt > budget.RejectAt), $"{path}.warnAt", "lies above rejectAt, so it would never be reached");
        errors.Require(!(budget.DegradeAt > budget.RejectAt), $"{path}.degradeAt", "lies above rejectAt, so it would never be reached");
        errors.Require(budget.Is is null || budget.Per != BudgetScope.All, $"{path}.is", "says whose the budget is, and 'per' does not");
        errors.Require(budget.Is is null || budget.Per != BudgetScope.Contract || options.Contracts.ContainsKey(budget.Is), $"{path}.is", $"is no contract; known: {KnownNames.Of(options.Contracts.Keys)}");
        LadderCheck.RequirePrices(options, path, errors);
    }

    private static void CheckShare(double? share, string path, ConfigurationErrors errors) =>
        errors.Require(share is null or (> 0 and <= HighestShare), path, "must be a share of the amount above 0, such as 0.8");
}
