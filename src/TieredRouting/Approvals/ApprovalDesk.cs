using TieredRouting.Telemetry;

namespace TieredRouting.Approvals;

/// <summary>
/// Decides and releases by replacing the version that was looked at: who finds another version there looks again. A decision is stored first, then written to the audit, and only then can its answer be
/// released; whatever looks at an item after a crash in between makes up for what is missing.
/// </summary>
internal sealed class ApprovalDesk(IApprovalStore store, ApprovalSeal seal, Func<string, string> pseudonym, IDecisionRecord record, TimeProvider time, RoutingMetrics metrics) : IApprovals
{
    /// <summary>How long a decision of another process may go unnoticed.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private readonly ApprovalWaiters _waiters = new();

    public IApprovalStore Store => store;

    /// <summary>Holds work. What is held is what a store would give back, whatever the caller does to its own objects later.</summary>
    public ValueTask HoldAsync(ApprovalRequest request)
    {
        var item = ApprovalJson.Read(ApprovalJson.Write(new ApprovalItem { Request = request }));
        return store.AddAsync(seal.Put(item), CancellationToken.None);
    }

    /// <summary>Takes work back that is not on record, unless somebody has decided about it already.</summary>
    public async ValueTask WithdrawAsync(string id)
    {
        if (await store.GetAsync(id) is { State: ApprovalState.Held } item)
            await store.TryRemoveAsync(id, item.Version);
    }

    public ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery? query = null, CancellationToken cancellationToken = default) =>
        store.ListAsync(query ?? new ApprovalQuery(), cancellationToken);

    public ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default) => CurrentAsync(id, cancellationToken);

    public ValueTask<ApprovalResult> ApproveAsync(string id, string by, string? reason = null, CancellationToken cancellationToken = default) =>
        DecideAsync(id, new ApprovalAct(ApprovalState.Approved, Person(by), time.GetUtcNow(), reason), cancellationToken);

    public ValueTask<ApprovalResult> EditAsync(string id, string by, string text, string? reason = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return DecideAsync(id, new ApprovalAct(ApprovalState.Edited, Person(by), time.GetUtcNow(), reason, text), cancellationToken);
    }

    public ValueTask<ApprovalResult> RejectAsync(string id, string by, string? reason = null, CancellationToken cancellationToken = default) =>
        DecideAsync(id, new ApprovalAct(ApprovalState.Rejected, Person(by), time.GetUtcNow(), reason), cancellationToken);

    public async ValueTask<ApprovalRelease> ReleaseAsync(string id, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            if (await CurrentAsync(id, cancellationToken) is not { } found)
                return new ApprovalRelease(ApprovalReleaseKind.Unknown, null);
            if (!seal.Holds(found, id))
                return new ApprovalRelease(ApprovalReleaseKind.Tampered, found);
            if (await RecordedAsync(found) is not { } item)
                return new ApprovalRelease(ApprovalReleaseKind.NotOnRecord, found);
            if (ApprovalTransitions.Release(item, time.GetUtcNow()) is not { } released)
                return new ApprovalRelease(WithoutRelease(item), item);
            if (await TryReplaceAsync(released, cancellationToken) is { } stored)
                return new ApprovalRelease(ApprovalReleaseKind.Released, stored);
        }
    }

    public async Task<ApprovalRelease> WaitAsync(string id, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            // Before the look, so that a decision right after it is heard of.
            var news = _waiters.Next(id);
            var release = await ReleaseAsync(id, cancellationToken);
            if (release.Kind == ApprovalReleaseKind.Waiting)
                await news.Task.WaitAsync(LookAgain, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _waiters.Forget(id, news);
            if (release.Kind != ApprovalReleaseKind.Waiting)
                return release;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask<int> ExpireAsync(CancellationToken cancellationToken = default)
    {
        var (ended, due) = (0, new ApprovalQuery { ExpiresBy = time.GetUtcNow(), Limit = ApprovalQuery.MostOnPage });
        while (await store.ListAsync(due, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var summary in page)
                ended += await CurrentAsync(summary.Id, cancellationToken) is { Decision.State: ApprovalState.Expired } ? 1 : 0;
            due = due with { After = page[^1] };
        }

        return ended;
    }

    /// <summary>Looks at work as <see cref="ReleaseAsync"/> does, and hands nothing over.</summary>
    public async ValueTask<ApprovalRelease> LookAsync(string id)
    {
        if (await CurrentAsync(id, CancellationToken.None) is not { } found)
            return new ApprovalRelease(ApprovalReleaseKind.Unknown, null);
        if (!seal.Holds(found, id))
            return new ApprovalRelease(ApprovalReleaseKind.Tampered, found);
        return await RecordedAsync(found) is { } item
            ? new ApprovalRelease(WithoutRelease(item), item)
            : new ApprovalRelease(ApprovalReleaseKind.NotOnRecord, found);
    }

    /// <summary>Uses the approval of an escalation: of all that would, one does.</summary>
    public async ValueTask<bool> EscalateAsync(ApprovalItem item) =>
        ApprovalTransitions.Escalate(item, time.GetUtcNow()) is { } made && await TryReplaceAsync(made, CancellationToken.None) is not null;

    private static ApprovalReleaseKind WithoutRelease(ApprovalItem item) => item.State switch
    {
        _ when ApprovalTransitions.IsEscalationApproved(item) => ApprovalReleaseKind.EscalationApproved,
        ApprovalState.Released => ApprovalReleaseKind.ReleasedBefore,
        ApprovalState.Rejected => ApprovalReleaseKind.Rejected,
        ApprovalState.Expired => ApprovalReleaseKind.Expired,
        _ => ApprovalReleaseKind.Waiting,
    };

    private async ValueTask<ApprovalResult> DecideAsync(string id, ApprovalAct act, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await CurrentAsync(id, cancellationToken) is not { } found)
                return new ApprovalResult(ApprovalResultKind.Unknown, null);
            if (!seal.Holds(found, id))
                return new ApprovalResult(ApprovalResultKind.Tampered, found);
            if (await RecordedAsync(found) is not { } item)
                return new ApprovalResult(ApprovalResultKind.NotOnRecord, found);
            var (kind, next) = ApprovalTransitions.Apply(item, act);
            if (!new ApprovalResult(kind, item).IsTaken)
                return new ApprovalResult(kind, item);
            if (await TryReplaceAsync(next, cancellationToken) is { } stored)
                return await TakenAsync(kind, stored);
        }
    }

    private async ValueTask<ApprovalResult> TakenAsync(ApprovalResultKind kind, ApprovalItem item)
    {
        if (kind == ApprovalResultKind.AwaitsSecond)
            return new ApprovalResult(kind, item);
        var recorded = await DecidedAsync(item);
        return new ApprovalResult(recorded is null ? ApprovalResultKind.NotOnRecord : kind, recorded ?? item);
    }

    /// <summary>The item as it stands now, which may be that its time is over.</summary>
    private async ValueTask<ApprovalItem?> CurrentAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        while (true)
        {
            if (await store.GetAsync(id, cancellationToken) is not { } item)
                return null;
            if (ApprovalTransitions.Expire(item, time.GetUtcNow()) is not { } expired || !seal.Holds(item, id))
                return item;
            if (await TryReplaceAsync(expired, cancellationToken) is { } stored)
                return await DecidedAsync(stored) ?? stored;
        }
    }

    /// <summary>Counts a decision that was stored just now, tells who waits, and writes it down.</summary>
    private async ValueTask<ApprovalItem?> DecidedAsync(ApprovalItem item)
    {
        var (request, decision) = (item.Request, item.Decision!);
        metrics.Decided(request.Contract, EnumNames.Of(decision.State), decision.At - request.CreatedAt);
        if (decision.State == ApprovalState.Edited && request.Draft is not null)
            metrics.Corrected(request.Contract, request.Tier, request.Cohort);
        var recorded = await RecordedAsync(item);
        _waiters.Tell(request.Id);
        return recorded;
    }

    /// <summary>The item with its decision on record, or <see langword="null"/> where it could not be written. Where two write it at once, both lines have the same id.</summary>
    private async ValueTask<ApprovalItem?> RecordedAsync(ApprovalItem item)
    {
        if (item.Decision is null || item.IsRecorded)
            return item;
        if (!await record.WriteAsync(item))
            return null;
        if (await TryReplaceAsync(item with { IsRecorded = true }, CancellationToken.None) is { } recorded)
            return recorded;
        return await store.GetAsync(item.Request.Id) is { IsRecorded: true } other && seal.Holds(other, item.Request.Id) ? other : null;
    }

    private async ValueTask<ApprovalItem?> TryReplaceAsync(ApprovalItem next, CancellationToken cancellationToken)
    {
        var item = seal.Put(next);
        return await store.TryReplaceAsync(item, cancellationToken) ? item with { Version = item.Version + 1 } : null;
    }

    private string Person(string by)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        return pseudonym(by);
    }
}
