namespace TieredRouting.Economics;

/// <summary>The money of one contract over the last hour, shared by all its routes. Safe to call from several threads at once.</summary>
internal sealed class HourlyBudget(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly RollingSum _spent = new(TimeSpan.FromHours(1), steps: 60, time);
    private decimal _reserved;

    /// <summary>What is left of a limit.</summary>
    public decimal RemainingOf(decimal limit)
    {
        lock (_gate)
            return limit - _spent.Total - _reserved;
    }

    /// <summary>Sets a sum aside, unless that would go past the limit.</summary>
    public bool TryReserve(decimal worstCase, decimal limit)
    {
        lock (_gate)
        {
            if (_spent.Total + _reserved + worstCase > limit)
                return false;
            _reserved += worstCase;
            return true;
        }
    }

    /// <summary>Replaces a reservation by what was truly paid.</summary>
    public void Settle(decimal reserved, decimal paid)
    {
        lock (_gate)
        {
            _reserved -= reserved;
            _spent.Add(paid);
        }
    }
}
