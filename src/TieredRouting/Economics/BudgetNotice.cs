namespace TieredRouting.Economics;

/// <summary>A threshold of a budget that was reached, to be said once no lock is held.</summary>
/// <param name="Share">The budget, and whose it is.</param>
/// <param name="Level">The threshold.</param>
/// <param name="Spent">What is spent of it.</param>
internal readonly record struct BudgetNotice(BudgetShare Share, BudgetLevel Level, decimal Spent);
