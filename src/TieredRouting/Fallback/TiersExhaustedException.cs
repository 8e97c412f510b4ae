namespace TieredRouting;

/// <summary>No attempt was left: the bounds were reached or no tier remained. The last provider's exception, if any, is inside.</summary>
public sealed class TiersExhaustedException : TieredRoutingException
{
    internal TiersExhaustedException(string reason, RouteResult route, Exception? last)
        : base($"The contract '{route.Contract}' has no attempt left after {route.Attempts.Count(attempt => attempt.Kind == CallKind.Answer)}: {reason}.", route, last)
    {
    }

    /// <summary>The attempts that were made, in order.</summary>
    public IReadOnlyList<Attempt> Attempts => Route.Attempts;
}
