namespace TieredRouting.ApprovalChild;

/// <summary>A store that says where it stands, and stands still there for ever: <c>before</c> or <c>after</c> its n-th change, such as <c>after 2</c>.</summary>
internal sealed class StoppingStore(IApprovalStore inner, string? stopAt) : IApprovalStore
{
    private int _changes;

    public async ValueTask AddAsync(ApprovalItem item, CancellationToken cancellationToken = default)
    {
        await StopAsync("before", ++_changes);
        await inner.AddAsync(item, cancellationToken);
        await StopAsync("after", _changes);
    }

    public async ValueTask<bool> TryReplaceAsync(ApprovalItem item, CancellationToken cancellationToken = default)
    {
        await StopAsync("before", ++_changes);
        var replaced = await inner.TryReplaceAsync(item, cancellationToken);
        await StopAsync("after", _changes);
        return replaced;
    }

    public ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default) => inner.GetAsync(id, cancellationToken);

    public ValueTask<bool> TryRemoveAsync(string id, long version, CancellationToken cancellationToken = default) => inner.TryRemoveAsync(id, version, cancellationToken);

    public ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken = default) => inner.ListAsync(query, cancellationToken);

    private async Task StopAsync(string moment, int change)
    {
        if ($"{moment} {change}" != stopAt)
            return;
        Console.WriteLine("stopped");
        await Task.Delay(Timeout.Infinite);
    }
}
