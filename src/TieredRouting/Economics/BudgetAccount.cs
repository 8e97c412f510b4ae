namespace TieredRouting.Economics;

/// <summary>What was spent over a window that ends now, and what is set aside. Not thread-safe: the ledger's lock is held around it, and the ledger says what time it is.</summary>
internal sealed class BudgetAccount(TimeSpan window, int steps, TimeProvider time)
{
    private readonly RollingSum<decimal> _spent = new(window, steps, time);
    private readonly long?[] _told = new long?[Enum.GetValues<BudgetLevel>().Length];

    public decimal Reserved { get; set; }

    /// <summary>Whether it was taken out of the ledger. Whoever still holds it asks for it anew.</summary>
    public bool IsClosed { get; set; }

    public decimal SpentAt(long now) => _spent.TotalAt(now);

    /// <summary>Whether nothing would be forgiven if it were forgotten.</summary>
    public bool IsIdleAt(long now) => Reserved == 0m && SpentAt(now) == 0m;

    public void Settle(decimal reserved, decimal paid, long now)
    {
        Reserved -= reserved;
        if (paid != 0m)
            _spent.AddAt(now, paid);
    }

    /// <summary>Whether this is to be said: it was not within the last window.</summary>
    public bool Tells(BudgetLevel level, long now)
    {
        if (_told[(int)level] is { } last && time.GetElapsedTime(last, now) < window)
            return false;
        _told[(int)level] = now;
        return true;
    }
}
