using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TieredRouting.Configuration;

/// <summary>
/// The kinds of client that configuration may name, and the clients made of them. A client is made once and kept over every change of the
/// configuration, since it holds connections. Safe to call from several threads at once.
/// </summary>
internal sealed class ClientKinds
{
    private readonly Dictionary<string, Func<IServiceProvider, EndpointClientSettings, IChatClient>> _factories = new(StringComparer.Ordinal);
    // By container: its clients end with it, and another one made of the same services has its own.
    private readonly ConditionalWeakTable<IServiceProvider, Dictionary<EndpointClientSettings, IChatClient>> _made = [];
    private readonly Lock _gate = new();

    /// <summary>Makes every client whose kind has no factory of its own, or <see langword="null"/>.</summary>
    public Func<IServiceProvider, EndpointClientSettings, IChatClient>? Otherwise { get; set; }

    /// <summary>Stands in for the client of every endpoint, by the endpoint's name and whatever is declared of its client, or <see langword="null"/>.</summary>
    public Func<string, IChatClient>? StandIn { get; set; }

    public IEnumerable<string> Names => _factories.Keys;

    public void Add(string kind, Func<IServiceProvider, EndpointClientSettings, IChatClient> create) => _factories.Add(kind, create);

    public bool Knows(string kind) => StandIn is not null || Otherwise is not null || _factories.ContainsKey(kind);

    /// <summary>The client that settings describe.</summary>
    public IChatClient Make(IServiceProvider services, EndpointClientSettings settings)
    {
        lock (_gate)
        {
            var made = _made.GetOrCreateValue(services);
            if (!made.TryGetValue(settings, out var client))
                made[settings] = client = Factory(settings.Kind)(services, settings) ?? throw new InvalidOperationException("the factory made no client");
            return client;
        }
    }

    private Func<IServiceProvider, EndpointClientSettings, IChatClient> Factory(string kind) =>
        _factories.GetValueOrDefault(kind) ?? Otherwise!;
}
