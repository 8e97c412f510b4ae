namespace TieredRouting;

/// <summary>
/// Keeps work that waits for a person. A draft that cannot be kept is not lost silently: the request fails closed.
/// </summary>
/// <remarks>Implementations are shared by all requests and must be safe to call from several threads at once.</remarks>
public interface IApprovalStore
{
    /// <summary>Keeps a request until somebody takes it.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends once it is kept.</returns>
    ValueTask HoldAsync(ApprovalRequest request, CancellationToken cancellationToken = default);

    /// <summary>Finds a request that waits.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The request, or <see langword="null"/> when none of that id waits.</returns>
    ValueTask<ApprovalRequest?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Takes a request out, once a person has decided. Of several that try, one gets it.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The request, or <see langword="null"/> when none of that id waits any more.</returns>
    ValueTask<ApprovalRequest?> TakeAsync(string id, CancellationToken cancellationToken = default);
}
