using TieredRouting.Economics;

namespace TieredRouting.Endpoints;

/// <summary>A call that waits until its endpoint has room.</summary>
internal sealed class WaitingCall(EndpointEntry entry)
{
    private readonly TaskCompletionSource<EntryRefusal> _letIn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EndpointEntry Entry => entry;

    /// <summary>Why it is not let in after all; <see cref="EntryRefusal.None"/> where it is.</summary>
    public Task<EntryRefusal> LetIn => _letIn.Task;

    public void Answer(EntryRefusal refusal) => _letIn.TrySetResult(refusal);

    public void Cancel(CancellationToken cancellation) => _letIn.TrySetCanceled(cancellation);
}
