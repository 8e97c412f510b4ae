namespace TieredRouting.Fallback;

/// <summary>Waits no longer than somebody wants what is waited for, whether or not it heeds its cancellation.</summary>
internal static class Patience
{
    public static Task<T> WaitAsync<T>(Task<T> task, CancellationToken cancellation)
    {
        if (task.IsCompleted || !cancellation.CanBeCanceled)
            return task;
        // Nobody will look at what it ends with after that.
        _ = task.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return task.WaitAsync(cancellation);
    }
}
