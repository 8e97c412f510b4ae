using TieredRouting.Controls;
using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>What the client calls of one tool loop share: money, time, attempts and the endpoint they stay with.</summary>
internal sealed class RouteState(string id, string contract, RouteBudget budget, long started)
{
    private long? _paused;
    private int _attempts;
    private volatile ControlSnapshot _snapshot = ControlSnapshot.Empty;
    private volatile ContractControls _controls = ContractControls.None;

    // Made when it is first needed: most routes are one call, and nothing changes meanwhile.
    private Lock Gate => field ?? Interlocked.CompareExchange(ref field, new Lock(), null) ?? field;

    public string Id { get; } = id;

    public string Contract { get; } = contract;

    public RouteBudget Budget { get; } = budget;

    /// <summary>When the route began, as a timestamp of the router's clock; moved on by the time a person took.</summary>
    public long Started { get; private set; } = started;

    /// <summary>The endpoint of the latest accepted step.</summary>
    public TierEndpoint? Endpoint { get; set; }

    /// <summary>The controls whose caps limit the route.</summary>
    public ContractControls Controls => _controls;

    /// <summary>Whether the plan for risk work has moved the route.</summary>
    public bool HighRiskMoved { get; set; }

    /// <summary>Whether a switch narrowed the request.</summary>
    public bool Narrowed { get; set; }

    /// <summary>Puts a route that nobody else knows yet under the controls in force.</summary>
    public RouteState Under(ControlSnapshot snapshot, CapLedger caps)
    {
        Change(snapshot, caps);
        return this;
    }

    /// <summary>
    /// Lets the caps of controls limit the route, in place of those before. Of calls that run side by side one may come late with what it read early: a snapshot never takes the place of a newer one.
    /// </summary>
    /// <returns>The controls that the route is under now.</returns>
    public ContractControls TakeOver(ControlSnapshot snapshot, CapLedger caps)
    {
        // Mostly nothing has changed, and then nobody waits for anybody.
        if (snapshot == _snapshot)
            return _controls;
        lock (Gate)
        {
            if (snapshot.Version > _snapshot.Version)
                Change(snapshot, caps);
            return _controls;
        }
    }

    private void Change(ControlSnapshot snapshot, CapLedger caps)
    {
        var controls = snapshot.Of(Contract);
        caps.Apply(Budget, controls, _controls);
        // In this order: whoever sees the snapshot sees its controls, or newer ones.
        (_controls, _snapshot) = (controls, snapshot);
    }

    /// <summary>
    /// Takes one of the attempts, unless all are taken. Calls that run side by side can never take more together than one
    /// of them may alone.
    /// </summary>
    public bool TryBeginAttempt(int max)
    {
        for (var taken = Volatile.Read(ref _attempts); taken < max;)
        {
            var seen = Interlocked.CompareExchange(ref _attempts, taken + 1, taken);
            if (seen == taken)
                return true;
            taken = seen;
        }

        return false;
    }

    /// <summary>Whether so many attempts are left.</summary>
    public bool HasAttempts(int count, int max) => Volatile.Read(ref _attempts) + count <= max;

    /// <summary>Gives an attempt back: one that was not made, or that was accepted, which is progress and uses up no recovery.</summary>
    public void GiveBackAttempt() => Interlocked.Decrement(ref _attempts);

    /// <summary>Stops the clock while a person is asked about tool calls.</summary>
    public void Pause(long now)
    {
        lock (Gate)
            _paused ??= now;
    }

    /// <summary>Lets the clock go on.</summary>
    public void Resume(long now)
    {
        lock (Gate)
        {
            Started += now - (_paused ?? now);
            _paused = null;
        }
    }
}
