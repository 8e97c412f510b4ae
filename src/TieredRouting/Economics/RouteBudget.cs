namespace TieredRouting.Economics;

/// <summary>
/// The money of one route. What an attempt may cost at worst is reserved before it starts, and the true cost replaces
/// the reservation when it ends, so attempts that run side by side can never slip past a limit together. Thread-safe.
/// </summary>
/// <param name="limit">What the route may cost, or <see langword="null"/> for no limit.</param>
/// <param name="ledger">Where the budgets are kept that it shares with other routes; <see langword="null"/> where it shares none.</param>
/// <param name="shares">The budgets that pay for it from its beginning on, each once.</param>
internal sealed class RouteBudget(decimal? limit, BudgetLedger? ledger = null, params BudgetShare[] shares)
{
    // A route that is paid for by shared money takes one lock for its own sums and the shared ones.
    private readonly Lock _gate = shares.Length > 0 ? ledger!.Gate : new Lock();
    private BudgetShare[] _shares = shares;
    private decimal _spent;
    private decimal _reserved;

    /// <summary>Whether anything limits it.</summary>
    public bool IsLimited => limit is not null || IsShared;

    /// <summary>Whether other routes are paid for by the same money.</summary>
    public bool IsShared => _shares.Length > 0;

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
            {
                var own = limit - _spent - _reserved;
                return IsShared && ledger!.Tightest(_shares).Remaining is { } left && !(own < left) ? left : own;
            }
        }
    }

    /// <summary>Lets a budget pay for this route too, from now on. One it has already is kept, under the terms given now.</summary>
    public void Share(BudgetTerms terms, string key)
    {
        lock (_gate)
        {
            if (ShareOf(terms.Accounts, key) is { } known)
            {
                known.Terms = terms;
                return;
            }

            var share = new BudgetShare(terms, key);
            if (_reserved > 0m)
                ledger!.TakeOver(share, _reserved);
            _shares = [.. _shares, share];
        }
    }

    /// <summary>Lets a budget limit this route no more. What it set aside there is settled there.</summary>
    public void Free(KeyedAccounts accounts, string key)
    {
        lock (_gate)
        {
            if (ShareOf(accounts, key) is { } share)
                share.Terms = share.Terms.WithoutLimit();
        }
    }

    /// <summary>Sets a sum aside, unless that would go past a limit.</summary>
    public bool TryReserve(decimal worstCase)
    {
        lock (_gate)
        {
            if (_spent + _reserved + worstCase > limit || (IsShared && !ledger!.TryReserve(_shares, worstCase)))
                return false;
            _reserved += worstCase;
            return true;
        }
    }

    /// <summary>Replaces a reservation by what was truly paid.</summary>
    public void Settle(decimal reserved, decimal paid)
    {
        List<BudgetNotice>? notices = null;
        lock (_gate)
        {
            _reserved -= reserved;
            _spent += paid;
            if (IsShared)
                notices = ledger!.Settle(_shares, reserved, paid);
        }

        if (notices is not null)
            ledger!.Say(notices);
    }

    /// <summary>The shared budget that wants requests to start cheaper, for people, or <see langword="null"/>.</summary>
    /// <param name="now">A timestamp of the clock that has only just been read.</param>
    public string? DegradedBy(long now) => IsShared ? ledger!.Degrading(_shares, now)?.InWords : null;

    private BudgetShare? ShareOf(KeyedAccounts accounts, string key)
    {
        foreach (var share in _shares)
        {
            if (share.IsOf(accounts, key))
                return share;
        }

        return null;
    }

    /// <summary>Says, where a shared budget is what leaves the least, that it let a call not be made.</summary>
    /// <returns>The budget; <see langword="null"/> where it was the route's own limit.</returns>
    public BudgetShare? RefusedBy()
    {
        decimal? own;
        lock (_gate)
            own = limit - _spent - _reserved;
        if (!IsShared || ledger!.Tightest(_shares) is not ({ } left, { } share) || own < left)
            return null;
        ledger.Refused(share);
        return share;
    }
}
