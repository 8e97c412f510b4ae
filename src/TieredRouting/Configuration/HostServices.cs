using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TieredRouting.Telemetry;

namespace TieredRouting.Configuration;

/// <summary>What a host may have registered, and what takes its place where it has not.</summary>
internal static class HostServices
{
    public static TimeProvider Clock(this IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;

    public static ILogger RoutingLogger(this IServiceProvider services) =>
        services.GetService<ILoggerFactory>()?.CreateLogger(TieredRoutingTelemetry.SourceName) ?? NullLogger.Instance;
}
