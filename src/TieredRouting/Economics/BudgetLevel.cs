namespace TieredRouting.Economics;

/// <summary>What a budget has come to.</summary>
internal enum BudgetLevel
{
    Warned,
    Degraded,
    Rejected,
}
