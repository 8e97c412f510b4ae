namespace TieredRouting.Approvals;

/// <summary>Keeps work in memory, up to a limit: enough for tests and samples, gone with the process. What is over makes room for what waits, the oldest first.</summary>
internal sealed class InMemoryApprovalStore : IApprovalStore
{
    public const int Capacity = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ApprovalItem> _items = new(StringComparer.Ordinal);
    private readonly Queue<string> _over = new();

    public ValueTask AddAsync(ApprovalItem item, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            MakeRoom();
            if (!_items.TryAdd(item.Request.Id, item with { Version = 1 }))
                throw new InvalidOperationException("An item of that id is kept already.");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<ApprovalItem?> GetAsync(string id, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return new(_items.GetValueOrDefault(id));
    }

    public ValueTask<bool> TryReplaceAsync(ApprovalItem item, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            if (_items.GetValueOrDefault(item.Request.Id)?.Version != item.Version)
                return new(false);
            _items[item.Request.Id] = item with { Version = item.Version + 1 };
            if (item.State is ApprovalState.Released or ApprovalState.Rejected or ApprovalState.Expired)
                _over.Enqueue(item.Request.Id);
            return new(true);
        }
    }

    public ValueTask<bool> TryRemoveAsync(string id, long version, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return new(_items.GetValueOrDefault(id)?.Version == version && _items.Remove(id));
    }

    public ValueTask<IReadOnlyList<ApprovalSummary>> ListAsync(ApprovalQuery query, CancellationToken cancellationToken = default)
    {
        lock (_gate)
            return new([.. Matching(query).Take(query.Limit)]);
    }

    private IEnumerable<ApprovalSummary> Matching(ApprovalQuery query) =>
        from item in _items.Values
        where item.State == query.State
            && (query.Contract is null || item.Request.Contract == query.Contract)
            && (query.CreatedBefore is null || item.Request.CreatedAt < query.CreatedBefore)
            && (query.ExpiresBy is null || item.Request.ExpiresAt <= query.ExpiresBy)
            && (query.After is not { } after || Order(item.Request.CreatedAt, item.Request.Id).CompareTo(Order(after.CreatedAt, after.Id)) > 0)
        orderby item.Request.CreatedAt, item.Request.Id
        select ApprovalSummary.Of(item);

    private static (DateTimeOffset, string) Order(DateTimeOffset createdAt, string id) => (createdAt, id);

    private void MakeRoom()
    {
        while (_items.Count >= Capacity && _over.TryDequeue(out var over))
            _items.Remove(over);
        if (_items.Count >= Capacity)
            throw new InvalidOperationException($"The in-memory approval store is full: {Capacity} requests wait. Register a durable IApprovalStore.");
    }
}
