using System.Collections.Concurrent;

namespace TieredRouting.Approvals;

/// <summary>Keeps what waits in memory, up to a limit: enough for tests and samples, gone with the process.</summary>
internal sealed class InMemoryApprovalStore : IApprovalStore
{
    public const int Capacity = 10_000;

    private readonly ConcurrentDictionary<string, ApprovalRequest> _waiting = new(StringComparer.Ordinal);

    public ValueTask HoldAsync(ApprovalRequest request, CancellationToken cancellationToken = default)
    {
        if (_waiting.Count >= Capacity)
            throw new InvalidOperationException($"The in-memory approval store is full: {Capacity} requests wait. Register a durable IApprovalStore.");
        _waiting[request.Id] = request;
        return ValueTask.CompletedTask;
    }

    public ValueTask<ApprovalRequest?> FindAsync(string id, CancellationToken cancellationToken = default) =>
        new(_waiting.GetValueOrDefault(id));

    public ValueTask<ApprovalRequest?> TakeAsync(string id, CancellationToken cancellationToken = default) =>
        new(_waiting.TryRemove(id, out var request) ? request : null);
}
