namespace TieredRouting.Economics;

/// <summary>
/// Hands what a ledger counts to a store, a second after it was counted at the latest, and takes over what other processes have counted. A store that fails is tried again with all that waits: nothing is lost but
/// by the end of the process. Thread-safe.
/// </summary>
internal sealed class LedgerKeeper : IDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly LedgerBook _book;
    private readonly ILedgerStore _store;
    private readonly TimeProvider _time;
    private readonly Action<Exception> _failed;
    private readonly ITimer _timer;
    private bool _failing;

    /// <param name="book">The ledger, which nothing was added to yet.</param>
    /// <param name="store">Where it is kept.</param>
    /// <param name="time">The clock.</param>
    /// <param name="failed">Told of a failure, and not of those that follow at once.</param>
    /// <exception cref="IOException">What is kept cannot be read.</exception>
    public LedgerKeeper(LedgerBook book, ILedgerStore store, TimeProvider time, Action<Exception> failed)
    {
        (_book, _store, _time, _failed) = (book, store, time, failed);
        book.Keep();
        Exchange();
        _timer = time.CreateTimer(static keeper => ((LedgerKeeper)keeper!).TryExchange(), this, Interval, Interval);
    }

    public void Dispose()
    {
        _timer.Dispose();
        TryExchange();
    }

    /// <summary>Exchanges with the store now.</summary>
    public void TryExchange()
    {
        // An exchange that takes longer than the interval is not joined by another.
        if (!_gate.TryEnter())
            return;
        try
        {
            Exchange();
            _failing = false;
        }
        catch (Exception exception)
        {
            if (!_failing)
                _failed(exception);
            _failing = true;
        }
        finally
        {
            _gate.Exit();
        }
    }

    private void Exchange()
    {
        var added = _book.TakeUnkept();
        try
        {
            _book.Learn(_store.Exchange(_book.StepLength, _book.First(_time.GetUtcNow()), added));
        }
        catch (Exception)
        {
            _book.GiveBack(added);
            throw;
        }
    }
}
