namespace TieredRouting;

/// <summary>
/// Keeps work that waits for a person. It decides nothing: what is right is checked above it, and the store only takes care that of several who replace the same version, one does. A draft that cannot be kept is
/// not lost silently: the request fails closed.
/// </summary>
/// <remarks>
/// Implementations are shared by all requests and must be safe to call from several threads at once; a durable one from several processes too. What cannot be done throws, with a message that names no text
/// of the work. Where a task has ended, what it did survives the end of the process, if the store is durable at all. <see cref="ApprovalJson"/> writes an item down.
/// </remarks>
public interface IApprovalStore
{
    /// <summary>Keeps an item, as version 1.</summary>
    /// <param name="item">The item, of an id that is new.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A task that ends once it is kept.</returns>
    ValueTask AddAsync(ApprovalItem item, CancellationToken cancellationToken = default);

    /// <summary>Finds an item.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The item, with its version; <see langword="null"/> where there is none of that id.</returns>
    ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Puts an item in the place of the version that it names, as the next one.</summary>
    /// <param name="item">The item; its version is the one it replaces.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Whether it was; <see langword="false"/> where another version is kept by now, or none.</returns>
    ValueTask<bool> TryReplaceAsync(ApprovalItem item, CancellationToken cancellationToken = default);

    /// <summary>Takes an item out.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="version">The version that is to go.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>Whether it was taken; <see langword="false"/> where another version is kept by now, or none.</returns>
    ValueTask<bool> TryRemoveAsync(string id, long version, CancellationToken cancellationToken = default);

    /// <summary>Lists items by age, the oldest first; of the same moment, by id.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>As many as the query wants, or fewer when there are no more.</returns>
    ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken = default);
}
