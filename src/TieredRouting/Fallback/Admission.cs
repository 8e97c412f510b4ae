using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <inheritdoc cref="IAdmission" />
internal sealed class Admission(RouteBudget budget, decimal reserved, TimeProvider time) : IAdmission
{
    // What is reserved for calls that have not been made.
    private decimal _unmade = reserved;

    public string? Refused { get; init; }

    public async ValueTask<ModelCallResult> CallAsync(ModelCall call, CancellationToken cancellationToken)
    {
        _unmade -= call.WorstCase;
        var started = time.GetTimestamp();
        try
        {
            var response = await Patience.WaitAsync(call.Endpoint.Client.GetResponseAsync(call.Messages, call.Options, cancellationToken), cancellationToken);
            return Settlement.Of(call, call.Restoring?.Restore(response) ?? response, time.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            return Settlement.Of(call, exception, time.GetElapsedTime(started));
        }
    }

    public IMeteredStream Open(ModelCall call, CancellationToken cancellationToken)
    {
        _unmade -= call.WorstCase;
        var stream = new MeteredStream(call, time, cancellationToken);
        return call.Restoring?.Restore(stream) ?? stream;
    }

    public void Dispose()
    {
        if (_unmade > 0m)
            budget.Settle(_unmade, paid: 0m);
        _unmade = 0m;
    }
}
