using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Endpoints;

namespace TieredRouting.Fallback;

/// <inheritdoc cref="IAdmission" />
internal sealed class Admission(RouteBudget budget, AdmittedCall[] calls, TimeProvider time) : IAdmission
{
    public string? Refused { get; init; }

    public TierEndpoint? BarredAt { get; init; }

    public EntryRefusal Barred { get; init; }

    public async ValueTask<ModelCallResult> CallAsync(ModelCall call, CancellationToken cancellationToken)
    {
        var permit = Take(call);
        using var limit = call.Contract.Fallback.Attempt is { } longest ? new RouteDeadline(longest, time, cancellationToken) : null;
        var result = await CallAsync(call, limit, limit?.Token ?? cancellationToken);
        permit.Release(Settlement.TokensOf(result));
        return permit.IsProbe ? result with { IsProbe = true } : result;
    }

    public IMeteredStream Open(ModelCall call, CancellationToken cancellationToken)
    {
        var stream = new MeteredStream(call, Take(call), time, cancellationToken);
        return call.Restoring?.Restore(stream) ?? stream;
    }

    public void Dispose()
    {
        foreach (ref var admitted in calls.AsSpan())
        {
            if (admitted.Permit is not { } permit)
                continue;
            permit.Cancel();
            budget.Settle(admitted.Call.WorstCase, paid: 0m);
            admitted = default;
        }
    }

    private async ValueTask<ModelCallResult> CallAsync(ModelCall call, RouteDeadline? limit, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            // A client that answers with nothing at all has not answered.
            var response = await Patience.WaitAsync(call.Endpoint.Client.GetResponseAsync(call.Messages, call.Options, cancellationToken), cancellationToken) ?? new ChatResponse();
            return Settlement.Of(call, call.Restoring?.Restore(response) ?? response, time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            var late = limit is { IsOver: true, Cancelled: false };
            return Settlement.Of(call, late ? new TimeoutException("The attempt took longer than its contract allows.", exception) : exception, time.GetElapsedTime(started)) with { OverTime = late };
        }
    }

    private EndpointPermit Take(ModelCall call)
    {
        var index = 0;
        while (!ReferenceEquals(calls[index].Call, call))
            index++;
        var permit = calls[index].Permit!;
        calls[index] = default;
        return permit;
    }
}
