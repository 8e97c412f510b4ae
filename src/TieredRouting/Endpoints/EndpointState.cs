using TieredRouting.Economics;

namespace TieredRouting.Endpoints;

/// <summary>
/// What is known of an endpoint while it runs: its circuit, what is used of its limits, how fast it answers. It outlives the configuration: a reload keeps it for
/// the endpoint of the same name. Safe to call from several threads at once.
/// </summary>
internal sealed class EndpointState
{
    private readonly EndpointReports _reports;
    private readonly EndpointPermit _free;

    public EndpointState(TimeProvider time, EndpointReports reports)
    {
        _reports = reports;
        _free = new EndpointPermit(this, use: null, default, probe: false);
        (Circuit, Use, Latency) = (new Circuit(time), new EndpointUse(time), new EndpointLatency(time));
    }

    public Circuit Circuit { get; }

    public EndpointUse Use { get; }

    public EndpointLatency Latency { get; }

    /// <summary>Lets a call in, or says why not.</summary>
    /// <param name="entry">The call.</param>
    /// <param name="permit">Its leave.</param>
    /// <param name="besideProbe">Whether it goes with a call that was let in as a probe: of calls that are made together or not at all, one shows whether the endpoint is back.</param>
    public EntryRefusal TryEnter(in EndpointEntry entry, out EndpointPermit? permit, bool besideProbe = false)
    {
        (permit, var probe) = (null, false);
        if (!besideProbe && !Circuit.TryEnter(out probe))
            return EntryRefusal.CircuitOpen;
        if (entry.Endpoint.Limits is not null && Use.TryEnter(entry) is var refusal and not EntryRefusal.None)
            return Refused(refusal, entry, probe);
        permit = PermitFor(entry, probe);
        return EntryRefusal.None;
    }

    /// <summary>Lets a call in that waits for room.</summary>
    /// <exception cref="OperationCanceledException">It was waited for too long.</exception>
    public async ValueTask<(EntryRefusal Refusal, EndpointPermit? Permit)> EnterAsync(EndpointEntry entry, CancellationToken cancellation)
    {
        if (await Use.EnterAsync(entry, cancellation) is var refusal and not EntryRefusal.None)
            return (refusal, null);
        if (Circuit.TryEnter(out var probe))
            return (EntryRefusal.None, PermitFor(entry, probe));
        Use.Forget(entry);
        return (EntryRefusal.CircuitOpen, null);
    }

    /// <summary>Notes how a call ended.</summary>
    /// <param name="endpoint">The endpoint, as the call's own configuration has it.</param>
    /// <param name="signal">What that says about it.</param>
    /// <param name="probe">Whether the call was let in as a probe.</param>
    /// <param name="retryAfter">How long the provider asks to be left alone, or <see langword="null"/>.</param>
    public void Note(TierEndpoint endpoint, CircuitSignal signal, bool probe, TimeSpan? retryAfter = null)
    {
        var change = signal switch
        {
            CircuitSignal.Success => Circuit.Succeeded(probe),
            CircuitSignal.Failure => Circuit.Failed(probe, retryAfter, endpoint.Circuit),
            _ => CircuitChange.None,
        };
        if (signal == CircuitSignal.None && probe)
            Circuit.GiveBackProbe();
        if (change == CircuitChange.Opened)
            Use.SendAway();
        if (change != CircuitChange.None)
            _reports.Changed(endpoint, change, Circuit.Remaining);
    }

    private EndpointPermit PermitFor(in EndpointEntry entry, bool probe)
    {
        if (probe)
            _reports.Changed(entry.Endpoint, CircuitChange.HalfOpened, TimeSpan.Zero);
        return probe || entry.Endpoint.Limits is not null ? new EndpointPermit(this, entry.Endpoint.Limits is null ? null : Use, entry, probe) : _free;
    }

    private EntryRefusal Refused(EntryRefusal refusal, in EndpointEntry entry, bool probe)
    {
        if (probe)
            Circuit.GiveBackProbe();
        _reports.Refused(entry.Endpoint, refusal);
        return refusal;
    }
}
