using TieredRouting.Configuration;
using Microsoft.Extensions.Options;

namespace TieredRouting;

/// <summary>Declares the options: what code said, with the section read over it.</summary>
internal sealed class RoutingOptionsSource(TieredRoutingOptions code, IServiceProvider services, TieredRoutingOptionsValidator validator) : IConfigureOptions<TieredRoutingOptions>
{
    public void Configure(TieredRoutingOptions options)
    {
        options.TakeFrom(code);
        SectionSource.ReadOver(options, services);
    }

    /// <summary>Declares and builds them after a change of the configuration, keeping what did not change.</summary>
    /// <param name="good">The last that were valid.</param>
    /// <param name="reading">What the configuration says now.</param>
    /// <param name="change">What changed since <paramref name="good"/>. A contract whose schema or model stands in a file of its own counts as changed.</param>
    public (TieredRoutingOptions Options, ValidateOptionsResult Result) Again(TieredRoutingOptions good, ConfigurationReading reading, SectionChange change)
    {
        var options = new TieredRoutingOptions { IsChange = true, Earlier = good.Model };
        change.AddContracts(good.Contracts.Where(contract => contract.Value.HasFile).Select(contract => contract.Key));
        if (change.Surroundings)
            options.TakeFrom(code);
        else
            options.TakeFrom(code, good, change);
        SectionSource.ReadOver(options, reading, change);
        return (options, validator.Validate(Options.DefaultName, options));
    }
}
