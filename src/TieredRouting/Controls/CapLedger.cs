using TieredRouting.Economics;

namespace TieredRouting.Controls;

/// <summary>
/// What has been used of caps. It outlives every change of the controls, so that a change forgives nothing. Safe to call from several threads at once.
/// </summary>
internal sealed class CapLedger(BudgetLedger money, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RollingSum<long>> _requests = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why no new route may begin now, or <see langword="null"/> where one begins, and is counted by every cap.</summary>
    public string? Begin(ContractControls controls)
    {
        if (!controls.CapsRequests)
            return null;
        lock (_gate)
        {
            foreach (var cap in controls.Caps)
            {
                if (cap.Requests is { } limit && Of(cap.Key).Total >= limit)
                    return $"the {limit} requests of this minute are used up (maxRequestsPerMinute)";
            }

            foreach (var cap in controls.Caps)
            {
                if (cap.Requests is not null)
                    Of(cap.Key).Add(1);
            }

            return null;
        }
    }

    /// <summary>Lets the caps in force limit a route, and those no longer in force limit it no more.</summary>
    public void Apply(RouteBudget budget, ContractControls now, ContractControls before)
    {
        foreach (var cap in before.Caps)
        {
            if (cap.Cost is not null)
                budget.Free(cap.TermsIn(money).Accounts, cap.Key);
        }

        foreach (var cap in now.Caps)
        {
            if (cap.Cost is not null)
                budget.Share(cap.TermsIn(money), cap.Key);
        }
    }

    private RollingSum<long> Of(string key)
    {
        if (!_requests.TryGetValue(key, out var sum))
            _requests.Add(key, sum = new RollingSum<long>(TimeSpan.FromMinutes(1), steps: 60, time));
        return sum;
    }
}
