using System.Collections.Concurrent;
using TieredRouting.Economics;

namespace TieredRouting.Controls;

/// <summary>
/// What contracts have used of their caps. It outlives every change of the configuration, so that a change forgives nothing. Safe to call from several
/// threads at once.
/// </summary>
internal sealed class CapLedger(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ContractUsage> _contracts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why no new route of a contract may begin now, or <see langword="null"/> where one begins.</summary>
    public string? Begin(string contract, ContractControl? control) =>
        control?.MaxRequestsPerMinute is { } limit && !UsageOf(contract).TryBegin(limit)
            ? $"the {limit} requests of this minute are used up (maxRequestsPerMinute)"
            : null;

    /// <summary>The money of a new route: its own limit, and what the contract has left this hour.</summary>
    public RouteBudget BudgetOf(Contract contract, ContractControl? control) => control?.MaxCostPerHour is { } limit
        ? new RouteBudget(contract.Fallback.MaxCost, UsageOf(contract.Name).Money, limit)
        : new RouteBudget(contract.Fallback.MaxCost);

    private ContractUsage UsageOf(string contract) => _contracts.GetOrAdd(contract, static (_, clock) => new ContractUsage(clock), time);
}
