namespace TieredRouting;

/// <summary>A sink that must succeed did not, so the answer is withheld. The sinks' own exceptions are inside.</summary>
public sealed class AuditWriteException : TieredRoutingException
{
    internal AuditWriteException(RouteResult route, IReadOnlyList<Exception> failures)
        : base(
            $"The audit record of a request to the contract '{route.Contract}' could not be written, so its answer is withheld.",
            route,
            failures.Count == 1 ? failures[0] : new AggregateException(failures))
    {
    }
}
