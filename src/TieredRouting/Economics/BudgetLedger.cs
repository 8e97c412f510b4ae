using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting.Economics;

/// <summary>
/// The accounts of all budgets of a process. One lock is around all of them, held for a few additions: a reservation is taken from every budget that applies or from none, and no other
/// thread sees it half taken. It outlives every change of the configuration, so that a change forgives nothing. Thread-safe.
/// </summary>
internal sealed class BudgetLedger(TimeProvider time, ILogger logger)
{
    private readonly Dictionary<(string Name, BudgetScope Per, BudgetWindow Window), KeyedAccounts> _accounts = [];

    /// <summary>The lock around all accounts. Routes may hold it around sums of their own that belong to the same change.</summary>
    public Lock Gate { get; } = new();

    /// <summary>A budget with its accounts: those it had before, where it is kept by the same.</summary>
    public BudgetTerms Open(Budget budget)
    {
        lock (Gate)
        {
            var key = (budget.Name, budget.Per, budget.Window);
            if (!_accounts.TryGetValue(key, out var accounts))
                _accounts.Add(key, accounts = new KeyedAccounts(budget.Window, time));
            return new BudgetTerms(budget, accounts);
        }
    }

    /// <summary>The least that is left of any of them, and of which; nothing where none has a limit.</summary>
    public (decimal? Remaining, BudgetShare? Share) Tightest(BudgetShare[] shares)
    {
        (decimal? Remaining, BudgetShare? Share) tightest = default;
        var now = time.GetTimestamp();
        lock (Gate)
        {
            foreach (var share in shares)
            {
                if (share.RemainingAt(now) is { } left && !(left >= tightest.Remaining))
                    tightest = (left, share);
            }
        }

        return tightest;
    }

    /// <summary>Sets a sum aside in all of them, unless that would go past the limit of one.</summary>
    public bool TryReserve(BudgetShare[] shares, decimal worstCase)
    {
        var now = time.GetTimestamp();
        lock (Gate)
        {
            foreach (var share in shares)
            {
                if (share.RemainingAt(now) < worstCase)
                    return false;
            }

            Reserve(shares, worstCase);
            return true;
        }
    }

    /// <summary>Takes over a sum that a route had set aside before this budget was one of its.</summary>
    public void TakeOver(BudgetShare share, decimal reserved)
    {
        lock (Gate)
            share.Account.Reserved += reserved;
    }

    /// <summary>Replaces a sum that was set aside by what was truly paid.</summary>
    /// <returns>What is to be said of it once no lock is held, or <see langword="null"/>.</returns>
    public List<BudgetNotice>? Settle(BudgetShare[] shares, decimal reserved, decimal paid)
    {
        List<BudgetNotice>? notices = null;
        var now = time.GetTimestamp();
        lock (Gate)
        {
            foreach (var share in shares)
            {
                var account = share.Account;
                account.Settle(reserved, paid, now);
                if (LevelOf(share.Terms, account, now) is { } level && account.Tells(level, now))
                    (notices ??= []).Add(new BudgetNotice(share, level, account.SpentAt(now)));
            }
        }

        return notices;
    }

    public void Say(List<BudgetNotice> notices) => notices.ForEach(Say);

    /// <summary>Says that a budget lets a call not be made, once a window.</summary>
    public void Refused(BudgetShare share)
    {
        decimal spent;
        var now = time.GetTimestamp();
        lock (Gate)
        {
            if (!share.Account.Tells(BudgetLevel.Rejected, now))
                return;
            spent = share.Account.SpentAt(now);
        }

        Say(new BudgetNotice(share, BudgetLevel.Rejected, spent));
    }

    /// <summary>The budget that wants requests to start cheaper, or <see langword="null"/>.</summary>
    public BudgetShare? Degrading(BudgetShare[] shares, long now)
    {
        if (!Array.Exists(shares, static share => share.Terms.DegradeFrom is not null))
            return null;
        lock (Gate)
        {
            foreach (var share in shares)
            {
                if (share.Terms.DegradeFrom is { } from && share.Account.SpentAt(now) >= from)
                    return share;
            }

            return null;
        }
    }

    private static void Reserve(BudgetShare[] shares, decimal worstCase)
    {
        foreach (var share in shares)
            share.Account.Reserved += worstCase;
    }

    private static BudgetLevel? LevelOf(BudgetTerms terms, BudgetAccount account, long now)
    {
        if (terms.SayFrom is not { } from)
            return null;
        var spent = account.SpentAt(now);
        return spent < from ? null : spent >= terms.DegradeFrom ? BudgetLevel.Degraded : BudgetLevel.Warned;
    }

    private void Say(BudgetNotice notice)
    {
        try
        {
            logger.BudgetReached(notice.Share.InWords, EnumNames.Of(notice.Level), notice.Spent, notice.Share.Terms.Amount);
        }
        catch (Exception)
        {
            // A log that breaks must not look like a call that does: that would be settled again.
        }
    }
}
