namespace TieredRouting.Tests;

/// <summary>
/// Runs all that goes on after an await on the thread that drains it, in the order in which it came up. So a play in virtual time takes the same path every time, however many requests run side by side, and
/// time never runs ahead of them.
/// </summary>
internal sealed class StepContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Step, object? State)> _steps = new();

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_steps)
            _steps.Enqueue((d, state));
    }

    /// <summary>Runs a play under a context of its own.</summary>
    public static T Run<T>(Func<StepContext, T> play)
    {
        var (earlier, context) = (Current, new StepContext());
        SetSynchronizationContext(context);
        try
        {
            return play(context);
        }
        finally
        {
            SetSynchronizationContext(earlier);
        }
    }

    /// <summary>Goes on until everything waits for time to pass.</summary>
    public void Drain()
    {
        while (Take() is { Step: { } step } next)
            step(next.State);
    }

    private (SendOrPostCallback? Step, object? State) Take()
    {
        lock (_steps)
            return _steps.TryDequeue(out var next) ? next : default;
    }
}
