using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Configuration;

/// <summary>Where the section stands: in the host's configuration, or in what a tool read as it was written.</summary>
internal static class SectionSource
{
    /// <summary>Reads what the options name, over what they hold.</summary>
    public static void ReadOver(TieredRoutingOptions options, IServiceProvider services)
    {
        if (options.SectionPath is { } path)
            ReadOver(options, ConfigurationReading.Of(services.GetRequiredService<IConfiguration>(), path), SectionChange.Everything);
        else if (options.Section is { } section)
            RoutingSection.Read(section, options);
    }

    /// <summary>Reads what changed over options that hold the rest.</summary>
    public static void ReadOver(TieredRoutingOptions options, ConfigurationReading reading, SectionChange change)
    {
        options.Reading = reading;
        if (reading.IsEmpty)
            options.SectionWarnings.Add($"the section '{options.SectionPath}' is not in the configuration, so only what code declares holds");
        RoutingSection.Read(ConfigurationTree.Of(reading, change), options);
    }
}
