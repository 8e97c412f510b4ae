namespace TieredRouting;

/// <summary>
/// Where people decide about drafts and reviews, and where the answers come out again: in this process, in another, after a restart. Thread-safe. It is in the container, and
/// <c>GetService</c> of the router gives it.
/// </summary>
/// <remarks>
/// Of any number of decisions about the same work one is taken, and of any number of releases one is the first; the others are told so by the value they get. A decision is written to the audit
/// (<c>approvalDecided</c>) before anything is released. Only the store's own failures are exceptions: then nothing was decided, or a look at the work says what was.
/// </remarks>
public interface IApprovals
{
    /// <summary>Lists work by age, the oldest first, without what it is about.</summary>
    /// <param name="query">Which; by default the first hundred that wait.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>A page; to go on, give its last entry as <see cref="ApprovalQuery.After"/>.</returns>
    ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Finds work by its id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The work, or <see langword="null"/> where there is none of that id.</returns>
    ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Lets the draft go out as it is.</summary>
    /// <param name="id">The id.</param>
    /// <param name="by">Who says so: an id that is only kept as a keyed hash.</param>
    /// <param name="reason">Why, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the wait for the store, and nothing that was decided.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InvalidOperationException">There is no key to hash ids with: <c>HashIdsWith</c>.</exception>
    ValueTask<ApprovalResult> ApproveAsync(string id, string by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Lets a person's own text go out: in place of the draft, or as the answer of a review. Under four-eyes a second person has to approve that text. It is held to no schema and no gate: a person answers for it.</summary>
    /// <param name="id">The id.</param>
    /// <param name="by">Who says so: an id that is only kept as a keyed hash.</param>
    /// <param name="text">The text; not empty.</param>
    /// <param name="reason">Why, or <see langword="null"/>.</param>
    /// <param name="cancellationToken">Cancels the wait for the store, and nothing that was decided.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InvalidOperationException">There is no key to hash ids with: <c>HashIdsWith</c>.</exception>
    ValueTask<ApprovalResult> EditAsync(string id, string by, string text, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Lets nothing go out.</summary>
    /// <param name="id">The id.</param>
    /// <param name="by">Who says so: an id that is only kept as a keyed hash.</param>
    /// <param name="reason">Why; some contracts want one.</param>
    /// <param name="cancellationToken">Cancels the wait for the store, and nothing that was decided.</param>
    /// <returns>What came of it.</returns>
    /// <exception cref="InvalidOperationException">There is no key to hash ids with: <c>HashIdsWith</c>.</exception>
    ValueTask<ApprovalResult> RejectAsync(string id, string by, string? reason = null, CancellationToken cancellationToken = default);

    /// <summary>Takes the answer out, once: of all that ask, one gets <see cref="ApprovalReleaseKind.Released"/>. Later it can be read again as <see cref="ApprovalReleaseKind.ReleasedBefore"/>.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The answer, or why there is none.</returns>
    ValueTask<ApprovalRelease> ReleaseAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Waits until somebody has decided, here or in another process (which is noticed within a second), and takes the answer out as <see cref="ReleaseAsync"/> does.</summary>
    /// <param name="id">The id.</param>
    /// <param name="cancellationToken">Ends the wait; the work goes on waiting for a person.</param>
    /// <returns>The answer, or why there is none.</returns>
    /// <exception cref="OperationCanceledException">The caller does not wait any longer.</exception>
    Task<ApprovalRelease> WaitAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Ends what nobody decided about in time. Whoever looks at such work ends it anyway; call this from a timer where nobody may look.</summary>
    /// <param name="cancellationToken">Ends it between two.</param>
    /// <returns>How many were ended.</returns>
    ValueTask<int> ExpireAsync(CancellationToken cancellationToken = default);
}
