using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Policies;

namespace TieredRouting.Fallback;

/// <inheritdoc cref="IMeteredDoor" />
internal sealed class MeteredDoor(bool statesSensitivity, TimeProvider time) : IMeteredDoor
{
    public async ValueTask<ModelCallResult> CallAsync(ModelCall call, CancellationToken cancellationToken)
    {
        if (Refusal(call) is { } refused)
            return new ModelCallResult { Refused = refused };
        var started = time.GetTimestamp();
        try
        {
            var response = await Patience.WaitAsync(call.Endpoint.Client.GetResponseAsync(call.Messages, call.Options, cancellationToken), call.Deadline);
            return Settlement.Of(call, response, time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            return Settlement.Of(call, exception, time.GetElapsedTime(started));
        }
    }

    public IMeteredStream Open(ModelCall call, CancellationToken cancellationToken) =>
        new MeteredStream(call, Refusal(call), time, cancellationToken);

    /// <summary>Why the call may not be made. When it may, its worst case is now reserved.</summary>
    private string? Refusal(ModelCall call)
    {
        if (!EndpointFilter.Allows(call.Endpoint, call.Contract, call.Lane, statesSensitivity, promptTokens: null))
            return RefusalReasons.NotAllowed;
        return call.Budget.TryReserve(call.WorstCase) ? null : RefusalReasons.Budget;
    }
}
