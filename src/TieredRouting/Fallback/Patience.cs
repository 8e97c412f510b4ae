namespace TieredRouting.Fallback;

/// <summary>Waits for a provider no longer than the deadline, whether or not it heeds its cancellation.</summary>
internal static class Patience
{
    public static Task<T> WaitAsync<T>(Task<T> task, CancellationToken deadline)
    {
        if (task.IsCompleted || !deadline.CanBeCanceled)
            return task;
        // Nobody will look at what it ends with after the deadline.
        _ = task.ContinueWith(static late => _ = late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously | TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return task.WaitAsync(deadline);
    }
}
