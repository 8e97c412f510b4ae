namespace TieredRouting.Audit;

/// <summary>
/// Commits what is waiting together: the first who comes while nobody commits does it at once, whoever comes meanwhile goes with the next commit. Nobody waits for
/// a group to fill. Thread-safe.
/// </summary>
/// <typeparam name="T">What is committed.</typeparam>
/// <param name="commit">Commits a group; never called twice at once. What it throws is what each of the group gets.</param>
/// <param name="mostWaiting">How many may wait.</param>
/// <param name="atOnce">Whether the first commits on its own thread; otherwise on one of the pool, which is wise where a commit takes long.</param>
internal sealed class GroupCommit<T>(Action<IReadOnlyList<T>> commit, int mostWaiting, bool atOnce) : IThreadPoolWorkItem
{
    /// <summary>The most that go together, so that a long queue does not become one huge write.</summary>
    private const int MostInGroup = 512;

    private readonly object _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private readonly List<T> _group = [];
    private readonly List<TaskCompletionSource> _told = [];
    private bool _committing;
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
    public Task AddAsync(T item)
    {
        var waiting = new Waiting(item, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (_waiting.Count >= mostWaiting)
                return Task.FromException(new IOException($"{_waiting.Count} records are waiting to be written already, which is as many as may."));
            _waiting.Enqueue(waiting);
            if (_committing)
                return waiting.Told.Task;
            _committing = true;
        }

        if (atOnce)
            CommitNext();
        else
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return waiting.Told.Task;
    }

    void IThreadPoolWorkItem.Execute() => CommitNext();

    /// <summary>Takes nothing more, and returns once everything that waited was committed or failed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            while (_committing)
                Monitor.Wait(_gate);
        }
    }

    private void CommitNext()
    {
        TakeGroup();
        var failure = Try();
        foreach (var told in _told)
            Tell(told, failure);
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _committing = false;
                Monitor.PulseAll(_gate);
                return;
            }
        }

        // The others' records are not this caller's to write.
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    private void TakeGroup()
    {
        _group.Clear();
        _told.Clear();
        lock (_gate)
        {
            while (_group.Count < MostInGroup && _waiting.TryDequeue(out var waiting))
            {
                _group.Add(waiting.Item);
                _told.Add(waiting.Told);
            }
        }
    }

    private Exception? Try()
    {
        try
        {
            commit(_group);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static void Tell(TaskCompletionSource told, Exception? failure)
    {
        if (failure is null)
            told.SetResult();
        else
            told.SetException(failure);
    }

    private readonly record struct Waiting(T Item, TaskCompletionSource Told);
}
