using TieredRouting.Configuration;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace TieredRouting;

/// <summary>Adds the router to a container.</summary>
public static class TieredRoutingServiceCollectionExtensions
{
    /// <summary>
    /// Makes the router the container's <see cref="IChatClient"/>. The last unkeyed <see cref="IChatClient"/> registered before this call
    /// becomes the client of <see cref="EndpointBuilder.UseModel"/>. Each contract declared here is also a keyed
    /// <see cref="IChatClient"/> of its name.
    /// </summary>
    /// <remarks>
    /// What is declared is checked when the host starts, or without a host when the router is first resolved; every
    /// error is named at once in an <see cref="OptionsValidationException"/>. The container owns the endpoint clients.
    /// </remarks>
    /// <param name="services">The container to be.</param>
    /// <param name="configure">Declares tiers, contracts and what surrounds them.</param>
    /// <returns>The host's builder, for decorators around the router such as function invocation.</returns>
    /// <exception cref="InvalidOperationException">A router was already added, a contract's key is taken, or the captured client is scoped.</exception>
    public static ChatClientBuilder AddTieredRouting(this IServiceCollection services, Action<TieredRoutingBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(RouterRegistration)))
            throw new InvalidOperationException("AddTieredRouting was already called. One router holds all tiers and contracts: declare them in one call.");

        var routing = new TieredRoutingBuilder();
        configure(routing);
        string[] contracts = [.. routing.Options.Contracts.Keys];
        RequireFreeKeys(services, contracts);
        services.AddSingleton(new RouterRegistration(contracts, CapturedClient.Take(services)));
        AddOptions(services, routing.Options);
        return AddClients(services, contracts);
    }

    private static void RequireFreeKeys(IServiceCollection services, string[] contracts)
    {
        var taken = services
            .Where(service => service.IsKeyedService && service.ServiceType == typeof(IChatClient))
            .Select(service => service.ServiceKey as string)
            .Intersect(contracts, StringComparer.Ordinal)
            .ToList();
        if (taken.Count > 0)
            throw new InvalidOperationException($"A contract is also a keyed IChatClient of its name, and these keys are taken: {string.Join(", ", taken)}. Rename the contract or the client.");
    }

    private static void AddOptions(IServiceCollection services, TieredRoutingOptions declared)
    {
        services.AddSingleton<TieredRoutingOptionsValidator>().AddSingleton<IValidateOptions<TieredRoutingOptions>>(provider => provider.GetRequiredService<TieredRoutingOptionsValidator>());
        services.AddSingleton(provider => new RoutingOptionsSource(declared, provider, provider.GetRequiredService<TieredRoutingOptionsValidator>()));
        services.AddSingleton<IConfigureOptions<TieredRoutingOptions>>(provider => provider.GetRequiredService<RoutingOptionsSource>());
        services.AddSingleton<IValidateOptions<RegistrationOrder.Options>, RegistrationOrder>();
        services.AddOptions<TieredRoutingOptions>().ValidateOnStart();
        services.AddOptions<RegistrationOrder.Options>().ValidateOnStart();
    }

    private static ChatClientBuilder AddClients(IServiceCollection services, string[] contracts)
    {
        services.TryAddSingleton<IApprovalStore, Approvals.InMemoryApprovalStore>();
        services.AddSingleton(provider => new RequestsInFlight(provider.Clock()));
        services.AddHostedService(provider => new RouterShutdown(provider.GetRequiredService<RequestsInFlight>(), provider.RoutingLogger()));
        services.AddSingleton(CreateRouter);
        services.AddSingleton(provider => provider.GetRequiredService<TieredRoutingChatClient>().Controls);
        services.AddSingleton(provider => (IApprovals)provider.GetRequiredService<TieredRoutingChatClient>().GetService(typeof(IApprovals))!);
        services.AddSingleton(provider => (IRoutingFeedback)provider.GetRequiredService<TieredRoutingChatClient>().GetService(typeof(IRoutingFeedback))!);
        services.AddSingleton(provider => (RoutingLedger)provider.GetRequiredService<TieredRoutingChatClient>().GetService(typeof(RoutingLedger))!);
        services.AddSingleton(provider => (ICalibrationMonitor)provider.GetRequiredService<TieredRoutingChatClient>().GetService(typeof(ICalibrationMonitor))!);
        services.AddSingleton<IRoutePlanner>(provider => provider.GetRequiredService<TieredRoutingChatClient>());
        services.AddSingleton<IRouteLatency>(provider => provider.GetRequiredService<TieredRoutingChatClient>());
        foreach (var contract in contracts)
            services.AddKeyedSingleton<IChatClient>(contract, (provider, _) => provider.GetRequiredService<IChatClient>().ForContract(contract));
        return services.AddChatClient(provider => provider.GetRequiredService<TieredRoutingChatClient>())
            .Use((inner, provider) => new ApprovedCallsChatClient(inner, provider.GetRequiredService<TieredRoutingChatClient>().ApprovedCalls));
    }

    private static TieredRoutingChatClient CreateRouter(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptionsMonitor<TieredRoutingOptions>>().CurrentValue;
        var router = new TieredRoutingChatClient(options.Model!, new RouterServices(services, options, services.GetRequiredService<RequestsInFlight>()), decorated: null);
        if (options.Reading is not null)
            router.Follow(services.GetRequiredService<IConfiguration>(), options, services.GetRequiredService<RoutingOptionsSource>());
        return router;
    }
}
