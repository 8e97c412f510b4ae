namespace TieredRouting;

/// <summary>A sink that must succeed did not, so the answer is withheld. The sinks' own exceptions are inside.</summary>
public sealed class AuditWriteException : TieredRoutingException
{
    internal AuditWriteException(RouteResult route, IReadOnlyList<Audit.SinkFailure> failures)
        : base(
            $"The audit record of a request to the contract '{route.Contract}' could not be written to {string.Join(", ", failures)}, so its answer is withheld.",
            route,
            failures.Count == 1 ? failures[0].Exception : new AggregateException(failures.Select(failure => failure.Exception)))
    {
        FailedSinks = [.. failures.Select(failure => failure.Sink)];
    }

    /// <summary>What the sinks that failed call themselves, in the order in which they were declared.</summary>
    public IReadOnlyList<string> FailedSinks { get; }
}
