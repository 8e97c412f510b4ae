using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>Lets the requests of a host that stops end within the time the host has, and cancels the rest, on record.</summary>
internal sealed class RouterShutdown(RequestsInFlight requests, ILogger logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken)
    {
        if (requests.Count > 0)
            logger.ShuttingDown(requests.Count);
        return requests.DrainAsync(logger.CutOff, cancellationToken);
    }
}
