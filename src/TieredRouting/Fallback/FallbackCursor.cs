using TieredRouting.Endpoints;

namespace TieredRouting.Fallback;

/// <summary>
/// Walks one request's finite plan. It descends only by a named switch, each of which is taken at most once, and never
/// below the floor; it retries a tier as often as the trigger's action says; it never stands on an endpoint that is not allowed.
/// </summary>
internal sealed class FallbackCursor
{
    private readonly TierLadder _ladder;
    private readonly int _floor;
    private readonly int _max;
    private readonly Func<TierEndpoint, bool> _allowed;
    private readonly EndpointStates? _endpoints;
    // Made with the first failure: most requests have none.
    private HashSet<TierEndpoint>? _tried;
    private Dictionary<Trigger, int>? _retries;
    private HashSet<Trigger>? _switched;

    /// <param name="ladder">The ladder.</param>
    /// <param name="floor">The lowest tier to stand on.</param>
    /// <param name="start">The tier to start at.</param>
    /// <param name="max">The highest tier to stand on.</param>
    /// <param name="allowed">Whether the request may use an endpoint.</param>
    /// <param name="endpoints">Chooses within a tier; without it, the first comes first.</param>
    public FallbackCursor(TierLadder ladder, int floor, int start, int max, Func<TierEndpoint, bool> allowed, EndpointStates? endpoints = null)
    {
        _ladder = ladder;
        _floor = floor;
        _max = max;
        _allowed = allowed;
        _endpoints = endpoints;
        Endpoint = FirstFrom(start) ?? throw new InvalidOperationException("A decision names a tier that has an allowed endpoint.");
    }

    /// <summary>Where the next attempt goes.</summary>
    public TierEndpoint Endpoint { get; private set; }

    /// <summary>Whether a switch narrowed the request.</summary>
    public bool Narrow { get; private set; }

    /// <summary>The place on the ladder.</summary>
    public int TierIndex => _ladder.TryGet(Endpoint.Tier, out var tier) ? tier.Index : -1;

    /// <summary>Whether there is a higher tier to go to.</summary>
    public bool CanEscalate
    {
        get
        {
            for (var index = TierIndex + 1; index <= _max; index++)
            {
                if (FirstOf(_ladder.Walk[index], _allowed) is not null)
                    return true;
            }

            return false;
        }
    }

    /// <summary>The tier's other endpoints that have not failed.</summary>
    public IEnumerable<TierEndpoint> Siblings => _ladder.Tiers[TierIndex].Endpoints.Where(endpoint => endpoint != Endpoint && IsUntried(endpoint));

    /// <summary>Stays with the endpoint of an earlier step or of a held conversation, unless this request may not use it.</summary>
    /// <returns>Whether it may.</returns>
    public bool StayWith(TierEndpoint endpoint)
    {
        if (!_ladder.TryGet(endpoint.Tier, out var tier) || tier.Index < _floor || tier.Index > _max || !_allowed(endpoint))
            return false;
        Endpoint = endpoint;
        return true;
    }

    /// <summary>Moves up to a tier, as far as the plan goes, and off an endpoint that is not allowed any more.</summary>
    /// <returns>Whether it stands on one that is.</returns>
    public bool RiseTo(int tier)
    {
        if (IsBelow(tier) || !_allowed(Endpoint))
            return MoveTo(FirstFrom(Math.Max(TierIndex, Math.Min(tier, _max))), FallbackMove.Escalate) != FallbackMove.Exhausted;
        return true;
    }

    /// <summary>Moves up to a tier or above it, and not to the plan's highest where that lies below.</summary>
    /// <returns>Whether there is one.</returns>
    public bool RiseAbove(int tier) => MoveTo(FirstFrom(tier), FallbackMove.Escalate) != FallbackMove.Exhausted;

    /// <summary>Whether it stands below a tier, as far as the plan goes.</summary>
    public bool IsBelow(int tier) => TierIndex < Math.Min(tier, _max);

    /// <summary>Asks an endpoint no more on this tier: it failed beside the one the cursor stands on.</summary>
    public void NoteFailed(TierEndpoint endpoint) => (_tried ??= []).Add(endpoint);

    /// <summary>Moves on after an answer that was not acceptable.</summary>
    /// <param name="trigger">Why it was not.</param>
    /// <param name="action">What the contract says about that.</param>
    /// <param name="error">The error, if there was one: only then does another endpoint of the same tier help.</param>
    /// <param name="failed">The endpoint that failed, where it was not the one the cursor stands on.</param>
    public FallbackMove Next(Trigger trigger, FallbackAction action, ErrorKind? error = null, TierEndpoint? failed = null)
    {
        (_tried ??= []).Add(failed ?? Endpoint);
        if (error == ErrorKind.ContextTooLong && action.Kind is (FallbackActionKind.Escalate or FallbackActionKind.SwitchTo))
            return MoveTo(LargerWindow(), FallbackMove.Escalate);
        if (error is not null && Untried() is { } sibling)
            return MoveTo(sibling, FallbackMove.Failover);
        var retries = _retries?.GetValueOrDefault(trigger) ?? 0;
        if (retries < action.RetrySameTier)
        {
            (_retries ??= [])[trigger] = retries + 1;
            return FallbackMove.Retry;
        }

        return Act(trigger, action);
    }

    private FallbackMove Act(Trigger trigger, FallbackAction action) => action.Kind switch
    {
        FallbackActionKind.Escalate => Escalate(action),
        FallbackActionKind.SwitchTo => Switch(trigger, action),
        FallbackActionKind.HumanReview => FallbackMove.HumanReview,
        _ => FallbackMove.FailClosed,
    };

    private FallbackMove Escalate(FallbackAction action)
    {
        var target = action.Tier is { } named && _ladder.TryGet(named, out var tier) ? tier.Index : 0;
        return Moved(MoveTo(FirstFrom(Math.Max(target, TierIndex + 1)), FallbackMove.Escalate), action);
    }

    private FallbackMove Switch(Trigger trigger, FallbackAction action)
    {
        if (!_ladder.TryGet(action.Tier!, out var tier) || !(_switched ??= []).Add(trigger))
            return FallbackMove.Exhausted;
        var target = FirstFrom(Math.Max(tier.Index, _floor));
        return target?.Tier == Endpoint.Tier ? FallbackMove.Exhausted : Moved(MoveTo(target, FallbackMove.Switch), action);
    }

    private FallbackMove Moved(FallbackMove move, FallbackAction action)
    {
        Narrow |= action.Narrow && move != FallbackMove.Exhausted;
        return move;
    }

    private FallbackMove MoveTo(TierEndpoint? endpoint, FallbackMove move)
    {
        if (endpoint is null)
            return FallbackMove.Exhausted;
        if (endpoint.Tier != Endpoint.Tier)
        {
            _tried?.Clear();
            _retries?.Clear();
        }

        Endpoint = endpoint;
        return move;
    }

    private TierEndpoint? Untried() => Pick(_ladder.Tiers[TierIndex], IsUntried);

    private bool IsUntried(TierEndpoint endpoint) => _tried?.Contains(endpoint) != true && _allowed(endpoint);

    private TierEndpoint? FirstFrom(int index)
    {
        for (; index <= _max; index++)
        {
            if (Pick(_ladder.Walk[index], _allowed) is { } endpoint)
                return endpoint;
        }

        return null;
    }

    private TierEndpoint? Pick(Tier tier, Func<TierEndpoint, bool> fits)
    {
        if (_endpoints is null || _endpoints.IsOrdered(tier))
            return FirstOf(tier, fits);
        TierEndpoint[] available = [.. tier.Endpoints.Where(fits)];
        return available.Length == 0 ? null : _endpoints.Pick(tier, available);
    }

    private static TierEndpoint? FirstOf(Tier tier, Func<TierEndpoint, bool> fits)
    {
        foreach (var endpoint in tier.Walk)
        {
            if (fits(endpoint))
                return endpoint;
        }

        return null;
    }

    private TierEndpoint? LargerWindow() => _ladder.Tiers
        .Where(tier => tier.Index > TierIndex && tier.Index <= _max)
        .SelectMany(tier => tier.Endpoints)
        .FirstOrDefault(endpoint => _allowed(endpoint) && (endpoint.ContextWindow is null || endpoint.ContextWindow > (Endpoint.ContextWindow ?? 0)));
}
