namespace TieredRouting.Economics;

/// <summary>
/// The money of one route. What an attempt may cost at worst is reserved before it starts, and the true cost replaces
/// the reservation when it ends, so attempts that run side by side can never slip past the limit together.
/// </summary>
internal sealed class RouteBudget(decimal? limit)
{
    private readonly Lock _gate = new();
    private decimal _spent;
    private decimal _reserved;

    /// <summary>What has been paid, overruns included.</summary>
    public decimal Spent
    {
        get
        {
            lock (_gate)
                return _spent;
        }
    }

    /// <summary>What is set aside for attempts under way.</summary>
    public decimal Reserved
    {
        get
        {
            lock (_gate)
                return _reserved;
        }
    }

    /// <summary>What is left to spend, or <see langword="null"/> where there is no limit.</summary>
    public decimal? Remaining
    {
        get
        {
            lock (_gate)
                return limit - _spent - _reserved;
        }
    }

    /// <summary>Sets a sum aside, unless that would go past the limit.</summary>
    public bool TryReserve(decimal worstCase)
    {
        lock (_gate)
        {
            if (_spent + _reserved + worstCase > limit)
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
            _spent += paid;
        }
    }
}
