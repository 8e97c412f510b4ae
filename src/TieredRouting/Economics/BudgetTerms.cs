namespace TieredRouting.Economics;

/// <summary>A budget as it is kept: its thresholds as money, and where its accounts are. Immutable.</summary>
/// <param name="budget">What was declared.</param>
/// <param name="accounts">The accounts, which outlive a change of what was declared.</param>
internal sealed class BudgetTerms(Budget budget, KeyedAccounts accounts)
{
    /// <summary>The key of requests that do not state the fact a budget is kept by.</summary>
    public const string Unstated = "(none)";

    public string Name => budget.Name;

    public decimal Amount => budget.Amount;

    public KeyedAccounts Accounts => accounts;

    public decimal? DegradeFrom { get; } = Share(budget, budget.DegradeAt);

    /// <summary>What is spent when there is something to say.</summary>
    public decimal? SayFrom { get; } = Share(budget, budget.WarnAt < budget.DegradeAt ? budget.WarnAt : budget.DegradeAt ?? budget.WarnAt);

    /// <summary>What may be spent, or <see langword="null"/> where nothing is refused any more.</summary>
    public decimal? Limit { get; private init; } = Share(budget, budget.RejectAt);

    /// <summary>The same accounts, kept on without a limit.</summary>
    public BudgetTerms WithoutLimit() => new(budget, accounts) { Limit = null };

    /// <summary>The key under which a request is kept, or <see langword="null"/> where the budget is none of its.</summary>
    public string? KeyOf(string contract, string? cohort, string? userTier, string? workflow)
    {
        var key = budget.Per switch
        {
            BudgetScope.Contract => contract,
            BudgetScope.Cohort => cohort,
            BudgetScope.UserTier => userTier,
            BudgetScope.Workflow => workflow,
            _ => string.Empty,
        } ?? Unstated;
        return budget.Is is null || string.Equals(budget.Is, key, StringComparison.OrdinalIgnoreCase) ? key : null;
    }

    /// <summary>The budget and whose it is, for people.</summary>
    public string InWords(string key) => key.Length == 0 ? $"'{Name}'" : $"'{Name}' of '{key}'";

    private static decimal? Share(Budget budget, double? share) => share is { } part ? budget.Amount * (decimal)part : null;
}
