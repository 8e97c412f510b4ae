using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Configuration;

/// <summary>Finds or makes the client of each endpoint, and puts around it what the endpoint declares.</summary>
internal sealed class EndpointClients(TieredRoutingOptions options, IServiceProvider services, IChatClient? captured, Factories factories)
{
    /// <summary>The client of an endpoint, or <see langword="null"/>, with an error, where there is none.</summary>
    public IChatClient? Of(string name, EndpointOptions endpoint, string path)
    {
        if (options.ClientKinds.StandIn is { } standIn)
            return standIn(name);
        var client = endpoint switch
        {
            { Made: { } settings } => factories.Made($"{path}.client", provider => options.ClientKinds.Make(provider, settings)),
            { Client: { } given } => given,
            { ClientKey: { } key } => Keyed(key, $"{path}.client"),
            _ => captured,
        };
        if (client is null || endpoint.Through.Count == 0)
            return client;
        return factories.Made($"{path}.through", _ => Decorated(client, endpoint));
    }

    private IChatClient? Keyed(string key, string path)
    {
        // A contract's own client is the router itself; the check of the ladder says so.
        if (options.Contracts.ContainsKey(key))
            return null;
        try
        {
            var client = services.GetKeyedService<IChatClient>(key);
            options.SectionErrors.Require(client is not null, path, $"the container holds no IChatClient under the key '{key}'");
            return client;
        }
        catch (Exception exception)
        {
            options.SectionErrors.Add(path, $"the IChatClient under the key '{key}' could not be made: {factories.Say(exception)}");
            return null;
        }
    }

    private IChatClient Decorated(IChatClient client, EndpointOptions endpoint)
    {
        var builder = new ChatClientBuilder(new BorrowedChatClient(client));
        foreach (var through in endpoint.Through)
            through(builder);
        return builder.Build(services);
    }
}
