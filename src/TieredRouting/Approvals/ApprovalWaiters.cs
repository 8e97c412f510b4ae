using System.Collections.Concurrent;

namespace TieredRouting.Approvals;

/// <summary>Tells those who wait in this process that something was decided. Thread-safe.</summary>
internal sealed class ApprovalWaiters
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Ends with the next decision about an id.</summary>
    public TaskCompletionSource Next(string id) =>
        _waiting.GetOrAdd(id, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    public void Tell(string id)
    {
        if (_waiting.TryRemove(id, out var waiting))
            waiting.SetResult();
    }

    /// <summary>Forgets a wait that is over. Others who wait for the same then hear of it a little later.</summary>
    public void Forget(string id, TaskCompletionSource waiting) => _waiting.TryRemove(new(id, waiting));
}
