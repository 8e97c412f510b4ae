namespace TieredRouting.Economics;

/// <summary>What was spent over a window that ends now, and what is set aside. Not thread-safe: the ledger's lock is held around it.</summary>
internal sealed class BudgetAccount(TimeSpan window, int steps, TimeProvider time)
{
    private readonly RollingSum _spent = new(window, steps, time);
    private readonly long?[] _told = new long?[Enum.GetValues<BudgetLevel>().Length];

    public decimal Spent => _spent.Total;

    public decimal Reserved { get; set; }

    /// <summary>Whether it was taken out of the ledger. Whoever still holds it asks for it anew.</summary>
    public bool IsClosed { get; set; }

    /// <summary>Whether nothing would be forgiven if it were forgotten.</summary>
    public bool IsIdle => Reserved == 0m && Spent == 0m;

    public void Settle(decimal reserved, decimal paid)
    {
        Reserved -= reserved;
        if (paid != 0m)
            _spent.Add(paid);
    }

    /// <summary>Whether this is to be said: it was not within the last window.</summary>
    public bool Tells(BudgetLevel level)
    {
        if (_told[(int)level] is { } last && time.GetElapsedTime(last) < window)
            return false;
        _told[(int)level] = time.GetTimestamp();
        return true;
    }
}
