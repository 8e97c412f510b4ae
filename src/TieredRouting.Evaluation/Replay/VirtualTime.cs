using System.Collections.Concurrent;

namespace TieredRouting.Evaluation;

/// <summary>
/// Runs one piece of work at a time in virtual time. What the work waits for comes back to this context, so it is known when everything waits:
/// then, while a recorded answer is on its way, the clock moves on to the next timer. What waits for something real (a file, a gate of the
/// application's own) is waited for; only where nothing comes of that for a second does the clock move on all the same, so that time limits hold.
/// </summary>
internal sealed class VirtualTime(VirtualClock clock) : SynchronizationContext
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private TaskCompletionSource _signal = NewSignal();
    private int _onTheirWay;

    public VirtualClock Clock => clock;

    /// <summary>Lets the time pass that a recorded answer took.</summary>
    public async Task PassAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource();
        var arrived = 0;
        Interlocked.Increment(ref _onTheirWay);
        await using var timer = clock.CreateTimer(_ => Arrive(() => answer.SetResult()), state: null, span, Timeout.InfiniteTimeSpan);
        await using var cancelled = cancellationToken.UnsafeRegister(_ => Arrive(() => answer.SetCanceled(cancellationToken)), state: null);
        await answer.Task;

        // Counted before anybody goes on, so that nothing is taken for waiting that works already.
        void Arrive(Action end)
        {
            if (Interlocked.Exchange(ref arrived, 1) != 0)
                return;
            Interlocked.Decrement(ref _onTheirWay);
            end();
        }
    }

    public async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var working = Enter(work);
        while (!working.IsCompleted)
        {
            var signal = Volatile.Read(ref _signal).Task;
            if (Enter(TakePosted))
                continue;
            if (Volatile.Read(ref _onTheirWay) == 0)
                await WaitAsync(working, signal);
            else
                Enter(clock.MoveToNextTimer);
        }

        return await working;
    }

    public override void Post(SendOrPostCallback d, object? state)
    {
        _posted.Enqueue((d, state));
        Volatile.Read(ref _signal).TrySetResult();
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    private bool TakePosted()
    {
        var took = false;
        while (_posted.TryDequeue(out var posted))
        {
            posted.Callback(posted.State);
            took = true;
        }

        return took;
    }

    /// <summary>Waits for something real.</summary>
    private async Task WaitAsync(Task working, Task signal)
    {
        using var over = new CancellationTokenSource();
        var patience = Task.Delay(Patience, TimeProvider.System, over.Token);
        var first = await Task.WhenAny(working, signal, patience);
        await over.CancelAsync();
        if (first == signal)
            Volatile.Write(ref _signal, NewSignal());
        if (first == patience)
            Enter(clock.MoveToNextTimer);
    }

    private T Enter<T>(Func<T> work)
    {
        var outside = Current;
        SetSynchronizationContext(this);
        try
        {
            return work();
        }
        finally
        {
            SetSynchronizationContext(outside);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
