namespace TieredRouting.Audit;

/// <summary>
/// Commits what is waiting together. Whoever gets the turn commits everything that waits by then, its own among it; so an idle caller commits at once, and nobody waits
/// for a group to fill. A caller waits for the turn as one waits for a lock, and no longer than its patience: after that a thread of the pool does it. Thread-safe.
/// </summary>
/// <typeparam name="T">What is committed.</typeparam>
/// <param name="commit">Commits a group; never called twice at once. What it throws is what each of the group gets.</param>
/// <param name="mostWaiting">How many may wait.</param>
/// <param name="patience">How long a caller's thread is held; zero where a commit takes long, and then it is not held at all.</param>
internal sealed class GroupCommit<T>(Action<IReadOnlyList<T>> commit, int mostWaiting, TimeSpan patience) : IThreadPoolWorkItem, IDisposable
{
    /// <summary>The most that go together, so that a long queue does not become one huge write.</summary>
    private const int MostInGroup = 512;

    /// <summary>How often a caller looks whether it is its turn before its thread is put aside: a commit takes about as long as putting a thread aside does.</summary>
    private const int MostSpins = 40;

    private readonly Lock _gate = new();
    private readonly Queue<Waiting<T>> _waiting = new();

    // Not a lock: a commit that comes back here by the same thread, as through a logger, must wait like any other.
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly List<Waiting<T>> _group = [];
    private readonly List<T> _items = [];
    private int _isSent;
    private bool _closed;

    /// <summary>How many wait just now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _waiting.Count;
        }
    }

    /// <summary>Adds one to be committed.</summary>
    /// <returns>A task that ends when it is, or fails when it could not be.</returns>
    public ValueTask AddAsync(T item)
    {
        var waiting = new Waiting<T>(item);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_waiting.Count >= mostWaiting)
                return ValueTask.FromException(new IOException($"{_waiting.Count} records are waiting to be written already, which is as many as may."));
            _waiting.Enqueue(waiting);
        }

        if (patience > TimeSpan.Zero && HasTurn(waiting))
            CommitUntil(waiting);
        else if (!waiting.IsOver && Interlocked.Exchange(ref _isSent, 1) == 0)
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return waiting.OverAsync();
    }

    /// <summary>Waits for the turn, or until somebody else has committed what waits.</summary>
    private bool HasTurn(Waiting<T> waiting)
    {
        var spinner = new SpinWait();
        for (var spins = 0; spins < MostSpins; spins++)
        {
            if (_turn.Wait(0))
                return true;
            if (waiting.IsOver)
                return false;
            spinner.SpinOnce(sleep1Threshold: -1);
        }

        return _turn.Wait(patience);
    }

    void IThreadPoolWorkItem.Execute()
    {
        _turn.Wait();
        // Whoever comes from here on, and finds that the turn takes too long, sends for the pool again; until then one thread waits for it, and no more.
        Volatile.Write(ref _isSent, 0);
        CommitUntil(mine: null);
    }

    /// <summary>Takes nothing more, and returns once everything that waited was committed or failed.</summary>
    public void Dispose()
    {
        // The turn itself is kept: somebody may still be asking for it.
        lock (_gate)
            _closed = true;
        _turn.Wait();
        CommitUntil(mine: null);
    }

    /// <summary>Has the turn, and gives it back once one's own is over, or all that waits where there is none.</summary>
    private void CommitUntil(Waiting<T>? mine)
    {
        try
        {
            while (mine is null ? Count > 0 : !mine.IsOver)
                CommitNext();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void CommitNext()
    {
        TakeGroup();
        var failure = Try();
        foreach (var waiting in _group)
            waiting.End(failure);
    }

    private void TakeGroup()
    {
        _group.Clear();
        _items.Clear();
        lock (_gate)
        {
            while (_group.Count < MostInGroup && _waiting.TryDequeue(out var waiting))
            {
                _group.Add(waiting);
                _items.Add(waiting.Item);
            }
        }
    }

    private Exception? Try()
    {
        try
        {
            commit(_items);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
