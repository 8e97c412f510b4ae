using Microsoft.Extensions.AI;

namespace TieredRouting.Evaluation;

/// <summary>Holds work for nobody: an evaluation counts what is held, however much it is, and no person comes for it. Only the latest draft is kept.</summary>
internal sealed class ForgetfulApprovals : IApprovalStore
{
    private ChatResponse? _draft;

    public ChatResponse? TakeDraft() => Interlocked.Exchange(ref _draft, null);

    public ValueTask HoldAsync(ApprovalRequest request, CancellationToken cancellationToken = default)
    {
        _draft = request.Draft;
        return ValueTask.CompletedTask;
    }

    public ValueTask<ApprovalRequest?> FindAsync(string id, CancellationToken cancellationToken = default) => new((ApprovalRequest?)null);

    public ValueTask<ApprovalRequest?> TakeAsync(string id, CancellationToken cancellationToken = default) => new((ApprovalRequest?)null);
}
