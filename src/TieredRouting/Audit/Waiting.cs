namespace TieredRouting.Audit;

/// <summary>One that waits to be committed. It costs a task only where somebody has to wait for it. Thread-safe.</summary>
/// <param name="item">What is to be committed.</param>
internal sealed class Waiting<T>(T item)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _told;
    private Exception? _failure;
    private volatile bool _isOver;

    public T Item { get; } = item;

    /// <summary>Whether it was committed, or could not be.</summary>
    public bool IsOver => _isOver;

    /// <summary>Says how it ended.</summary>
    /// <param name="failure">Why it could not be committed; <see langword="null"/> where it was.</param>
    public void End(Exception? failure)
    {
        lock (_gate)
            (_failure, _isOver) = (failure, true);
        if (failure is null)
            _told?.SetResult();
        else
            _told?.SetException(failure);
    }

    /// <summary>A task that ends with it.</summary>
    public ValueTask OverAsync()
    {
        lock (_gate)
        {
            if (!_isOver)
                return new ValueTask((_told ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        }

        return _failure is null ? ValueTask.CompletedTask : ValueTask.FromException(_failure);
    }
}
