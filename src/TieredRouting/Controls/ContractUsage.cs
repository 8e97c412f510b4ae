using TieredRouting.Economics;

namespace TieredRouting.Controls;

/// <summary>What a contract has used of its caps. Safe to call from several threads at once.</summary>
internal sealed class ContractUsage(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly RollingSum _requests = new(TimeSpan.FromMinutes(1), steps: 60, time);

    public HourlyBudget Money { get; } = new(time);

    /// <summary>Counts a request in, unless that would go past the limit.</summary>
    public bool TryBegin(int limit)
    {
        lock (_gate)
        {
            if (_requests.Total >= limit)
                return false;
            _requests.Add(1);
            return true;
        }
    }
}
