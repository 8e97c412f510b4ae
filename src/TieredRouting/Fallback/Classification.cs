using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>A call that classified a request, or tried to.</summary>
/// <param name="Endpoint">Where it went.</param>
/// <param name="Result">How it ended.</param>
/// <param name="IsRead">Whether its reply was a choice.</param>
/// <param name="Contract">The contract it chose, or <see langword="null"/> for none of them.</param>
/// <param name="Recorder">Books it.</param>
internal sealed record Classification(TierEndpoint Endpoint, ModelCallResult Result, bool IsRead, string? Contract, AttemptRecorder Recorder)
{
    /// <summary>Puts the call on the books of the route that it began.</summary>
    public void Book(RouteRun run)
    {
        run.State.Budget.Settle(reserved: 0m, paid: Result.Cost);
        Recorder.RecordBeside(run, CallKind.Classifier, Endpoint, Result, IsRead);
    }
}
