using TieredRouting.Economics;

namespace TieredRouting;

/// <summary>
/// What each route really came to: requests, success, attempts, tokens, cost, latency, triggers, approvals and corrections, by contract, cohort and tier, and by workflow, over a window that slides.
/// The router keeps one (it is in the container) and feeds it whatever the audit gets; another is built from an audit file. Thread-safe.
/// </summary>
/// <remarks>
/// A request counts as a success until somebody says otherwise: what nobody corrects, asks again or takes back is taken to be right. The latest 32,768 routes are remembered: feedback about an older one counts
/// once each time it is given, by what its event says of the route. Memory is bounded by <see cref="LedgerOptions.MaxCohorts"/>, whatever callers and files call their cohorts.
/// </remarks>
/// <example>
/// <code>
/// var ledger = new RoutingLedger(new LedgerOptions { Window = null });
/// await foreach (var entry in AuditReader.ReadAllAsync("audit/routing.jsonl"))
///     ledger.Add(entry);
/// foreach (var cell in ledger.Snapshot().Cells)
///     Console.WriteLine($"{cell.Contract} {cell.Cohort} {cell.Tier}: {cell.Started.Succeeded} of {cell.Started.Requests}");
/// </code>
/// </example>
public sealed class RoutingLedger
{
    private readonly LedgerBook _book;
    private readonly TimeProvider? _time;

    /// <summary>Makes an empty one.</summary>
    /// <param name="options">How much it keeps; the defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public RoutingLedger(LedgerOptions? options = null)
        : this(options ?? new LedgerOptions(), time: null)
    {
    }

    internal RoutingLedger(LedgerOptions options, TimeProvider? time)
    {
        if (options.Flaw() is { } flaw)
            throw new ArgumentException(flaw, nameof(options));
        (_book, _time) = (new LedgerBook(options), time);
    }

    internal LedgerBook Book => _book;

    /// <summary>Adds a line of an audit: a client call, feedback, or a decision about held work. Other events, and lines that name no route, say nothing to it.</summary>
    /// <param name="entry">The line. In which order lines come does not matter, save that the cohorts which come first keep their names.</param>
    public void Add(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Route is not { Length: > 0 } route)
            return;
        if (entry.Event is { } happened)
            Mark(route, LedgerEvents.MarksOf(happened, name => entry.Details.GetValueOrDefault(name)), () => LedgerEvents.OriginOf(entry.Contract, entry.Time, name => entry.Details.GetValueOrDefault(name)));
        else if (entry.Contract is { Length: > 0 })
            _book.Add(new LedgerEntryCall(entry));
    }

    /// <summary>What it holds.</summary>
    /// <param name="at">When the window ends; by default now for the router's own, and else the time of the newest call that was added.</param>
    /// <param name="latest">A shorter window, rounded up to steps; <see langword="null"/> for all that is kept.</param>
    /// <returns>The snapshot.</returns>
    public LedgerSnapshot Snapshot(DateTimeOffset? at = null, TimeSpan? latest = null)
    {
        var end = at ?? Now;
        return LedgerSnapshots.Of(end, _book.Sums(_book.First(end, latest)));
    }

    /// <summary>Adds a client call as it ends.</summary>
    internal void Add(AuditRecord record) => _book.Add(new LedgerRecordCall(record));

    /// <summary>Adds an event as it is written.</summary>
    internal void Add(AuditEvent auditEvent)
    {
        if (auditEvent.Route is { } route)
            Mark(route, LedgerEvents.MarksOf(auditEvent.Event, name => DetailOf(auditEvent, name)), () => LedgerEvents.OriginOf(auditEvent.Contract, auditEvent.Time, name => DetailOf(auditEvent, name)));
    }

    /// <summary>The sums of one segment's tiers, as of now.</summary>
    internal IReadOnlyList<LedgerSum> Sums(LedgerKey key) => _book.Sums(key, _book.First(Now));

    private DateTimeOffset Now => _time?.GetUtcNow() ?? _book.Newest;

    private void Mark(string route, LedgerMarks marks, Func<LedgerOrigin?> origin)
    {
        if (marks != LedgerMarks.None)
            _book.Mark(route, marks, origin());
    }

    private static string? DetailOf(AuditEvent auditEvent, string name)
    {
        foreach (var (key, value) in auditEvent.Details)
        {
            if (key == name)
                return value;
        }

        return null;
    }
}
