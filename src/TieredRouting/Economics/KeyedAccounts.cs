namespace TieredRouting.Economics;

/// <summary>
/// One account a key, for as many keys as memory is to hold: those that have nothing to remember make room, and where there is none, further keys share one account, so that
/// nobody slips past a budget by being new. Not thread-safe: the ledger's lock is held around it.
/// </summary>
internal sealed class KeyedAccounts(BudgetWindow window, TimeProvider time)
{
    /// <summary>How many keys have an account of their own.</summary>
    public const int MostKeys = 1_000;

    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, BudgetAccount> _accounts = new(StringComparer.OrdinalIgnoreCase);
    private BudgetAccount? _other;
    private long? _swept;

    public int Count => _accounts.Count;

    public BudgetAccount Of(string key)
    {
        if (_accounts.TryGetValue(key, out var account))
            return account;
        if (_accounts.Count >= MostKeys && !MakeRoom())
            return _other ??= New();
        return _accounts[key] = New();
    }

    private BudgetAccount New() => window == BudgetWindow.Day
        ? new BudgetAccount(TimeSpan.FromDays(1), steps: 96, time)
        : new BudgetAccount(TimeSpan.FromHours(1), steps: 60, time);

    private bool MakeRoom()
    {
        // One pass over all is dear; a flood of new keys must not pay for it each time.
        if (_swept is { } last && time.GetElapsedTime(last) < BetweenSweeps)
            return false;
        var now = time.GetTimestamp();
        _swept = now;
        foreach (var (key, account) in _accounts)
        {
            if (!account.IsIdleAt(now))
                continue;
            account.IsClosed = true;
            _accounts.Remove(key);
        }

        return _accounts.Count < MostKeys;
    }
}
