using System.Collections.Frozen;
using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>
/// What an attempt says about its endpoint. Errors that the endpoint can mend count against it; what the request did wrong, what we did wrong and what was cancelled says nothing. An answer
/// speaks for it, also one that was not acceptable.
/// </summary>
internal static class EndpointSignals
{
    private static readonly FrozenSet<string> Failures = FrozenSet.Create(
        StringComparer.Ordinal,
        EnumNames.Of(ErrorKind.Throttled),
        EnumNames.Of(ErrorKind.Overloaded),
        EnumNames.Of(ErrorKind.ServerError),
        EnumNames.Of(ErrorKind.Network),
        EnumNames.Of(ErrorKind.Timeout),
        StreamEnd.ErrorContent,
        StreamEnd.Stalled,
        StreamEnd.Unfinished);

    /// <summary>What an attempt says.</summary>
    /// <param name="error">The error, as records name it.</param>
    /// <param name="result">How the call ended.</param>
    /// <param name="deadline">The time that the whole request had, or <see langword="null"/>.</param>
    public static CircuitSignal Of(string? error, ModelCallResult result, TimeSpan? deadline) =>
        error is null ? CircuitSignal.Success
        : Failures.Contains(error) && !CameLate(result, deadline) ? CircuitSignal.Failure
        : CircuitSignal.None;

    /// <summary>Whether the request's time ran out on an endpoint that had less than half of it: that was used up elsewhere.</summary>
    private static bool CameLate(ModelCallResult result, TimeSpan? deadline) =>
        result.Exception is OperationCanceledException && result.Duration * 2 < deadline;
}
