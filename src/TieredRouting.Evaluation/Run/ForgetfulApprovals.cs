using Microsoft.Extensions.AI;

namespace TieredRouting.Evaluation;

/// <summary>Holds work for nobody: an evaluation counts what is held, however much it is, and no person comes for it. Only the latest draft is kept.</summary>
internal sealed class ForgetfulApprovals : IApprovalStore
{
    private ChatResponse? _draft;

    public ChatResponse? TakeDraft() => Interlocked.Exchange(ref _draft, null);

    public ValueTask AddAsync(ApprovalItem item, CancellationToken cancellationToken = default)
    {
        _draft = item.Request.Draft;
        return ValueTask.CompletedTask;
    }

    public ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default) => new((ApprovalItem?)null);

    public ValueTask<bool> TryReplaceAsync(ApprovalItem item, CancellationToken cancellationToken = default) => new(false);

    public ValueTask<bool> TryRemoveAsync(string id, long version, CancellationToken cancellationToken = default) => new(false);

    public ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken = default) => new([]);
}
