using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TieredRouting.Configuration;
using TieredRouting.Testing;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>What came of each recorded request for each tier that it might start on.</summary>
internal sealed class StartedRecordings(StartSet set, IReadOnlyDictionary<string, IReadOnlyList<StartedRoute>> routes)
{
    private readonly ILookup<string, int> _places = Enumerable.Range(0, routes[set.Tiers[0]].Count).ToLookup(i => routes[set.Tiers[0]][i].Cohort, StringComparer.Ordinal);

    public StartSet Set => set;

    public IReadOnlyList<string> Tiers => set.Tiers;

    public IReadOnlyList<string> Cohorts => [.. _places.Select(cohort => cohort.Key).Order(StringComparer.Ordinal)];

    /// <summary>One request of a cohort, drawn with replacement, as it goes from a tier.</summary>
    public StartedRoute Draw(string cohort, string tier, double where)
    {
        var places = _places[cohort];
        return routes[tier][places.ElementAt((int)(where * places.Count()))];
    }

    /// <summary>What a success costs on a fixed start, with as many requests of each cohort, or of one.</summary>
    public double PerSuccess(string tier, decimal failure, string? cohort = null)
    {
        var sum = new StartSum();
        foreach (var each in cohort is null ? Cohorts : [cohort])
            sum.Add(Mean(each, tier, failure));
        return sum.PerSuccess;
    }

    /// <summary>What a request of a cohort comes to on average that starts on a tier.</summary>
    public (double Cost, double Right) Mean(string cohort, string tier, decimal failure) => _means.GetOrAdd((cohort, tier, failure), key =>
    {
        var all = _places[key.Cohort].Select(place => routes[key.Tier][place]).ToList();
        return (all.Average(route => route.Cost + (route.IsRight ? 0 : (double)key.Failure)), all.Average(route => route.IsRight ? 1.0 : 0.0));
    });

    private readonly System.Collections.Concurrent.ConcurrentDictionary<(string Cohort, string Tier, decimal Failure), (double, double)> _means = new();

    /// <summary>The configuration that starts by expected cost.</summary>
    public RoutingModel Model(decimal failure)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IChatClient>(new ScriptedChatClient());
        services.AddTieredRouting(routing => set.Declare(routing, contract => contract.StartByExpectedCost().WithEconomics(userVisibleFailure: failure)));
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<TieredRoutingOptions>>().CurrentValue.Model!;
    }
}
