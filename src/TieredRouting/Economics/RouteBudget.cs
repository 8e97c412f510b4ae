namespace TieredRouting.Economics;

/// <summary>
/// The money of one route. What an attempt may cost at worst is reserved before it starts, and the true cost replaces
/// the reservation when it ends, so attempts that run side by side can never slip past the limit together.
/// </summary>
/// <param name="limit">What the route may cost, or <see langword="null"/> for no limit.</param>
/// <param name="shared">What the route's contract has spent this hour, or <see langword="null"/> where that has no limit.</param>
/// <param name="sharedLimit">What the contract may spend in an hour.</param>
internal sealed class RouteBudget(decimal? limit, HourlyBudget? shared = null, decimal sharedLimit = 0m)
{
    private readonly Lock _gate = new();
    private decimal _spent;
    private decimal _reserved;

    /// <summary>Whether anything limits it.</summary>
    public bool IsLimited => limit is not null || shared is not null;

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
            decimal? own;
            lock (_gate)
                own = limit - _spent - _reserved;
            return shared?.RemainingOf(sharedLimit) is { } left && !(own < left) ? left : own;
        }
    }

    /// <summary>Sets a sum aside, unless that would go past the limit.</summary>
    public bool TryReserve(decimal worstCase)
    {
        lock (_gate)
        {
            if (_spent + _reserved + worstCase > limit || shared?.TryReserve(worstCase, sharedLimit) == false)
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
            shared?.Settle(reserved, paid);
        }
    }
}
