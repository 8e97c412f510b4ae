using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting;

/// <summary>
/// Moves the last unkeyed <see cref="IChatClient"/> under a key of ours. The container goes on making and disposing it, and
/// the unkeyed one is free to be the router, which therefore never finds itself at the bottom of its own ladder.
/// </summary>
internal static class CapturedClient
{
    /// <returns>The key, or <see langword="null"/> where there is none to capture.</returns>
    /// <exception cref="InvalidOperationException">It does not live as long as the router.</exception>
    public static object? Take(IServiceCollection services)
    {
        var captured = services.LastOrDefault(service => service.ServiceType == typeof(IChatClient) && !service.IsKeyedService);
        if (captured is null)
            return null;
        if (captured.Lifetime == ServiceLifetime.Scoped)
            throw new InvalidOperationException("The IChatClient registered before AddTieredRouting is scoped, and the router lives as long as the application. Register it as a singleton.");
        var key = new object();
        services.Remove(captured);
        services.Add(Keyed(captured, key));
        return key;
    }

    private static ServiceDescriptor Keyed(ServiceDescriptor service, object key) => service switch
    {
        { ImplementationInstance: { } instance } => new ServiceDescriptor(typeof(IChatClient), key, instance),
        { ImplementationFactory: { } factory } => new ServiceDescriptor(typeof(IChatClient), key, (services, _) => factory(services), service.Lifetime),
        _ => new ServiceDescriptor(typeof(IChatClient), key, service.ImplementationType!, service.Lifetime),
    };
}
