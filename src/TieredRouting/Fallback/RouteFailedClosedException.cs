namespace TieredRouting;

/// <summary>The contract allowed no answer to be released: a gate, residency, a floor above every allowed tier, a fail-closed rule.</summary>
public sealed class RouteFailedClosedException : TieredRoutingException
{
    internal RouteFailedClosedException(string rule, string reason, RouteResult route)
        : base($"The contract '{route.Contract}' fails closed by '{rule}': {reason}.", route, innerException: null)
    {
        Rule = rule;
        Reason = reason;
    }

    /// <summary>The rule or trigger that decided it.</summary>
    public string Rule { get; }

    /// <summary>Why, in words.</summary>
    public string Reason { get; }
}
