using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

using TieredRouting.Configuration;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>A container with a router, made from a file. What the router warns of at start is said once, each with the file's name.</summary>
internal static class RoutingServices
{
    /// <param name="fileName">The file's name, for messages.</param>
    /// <param name="terminal">Takes warnings.</param>
    /// <param name="declare">Declares what the file says.</param>
    /// <param name="adjust">Changes what is declared before it is checked, or <see langword="null"/>.</param>
    /// <exception cref="InputException">The section is not valid; every error is named.</exception>
    public static ServiceProvider Build(string fileName, Terminal terminal, Action<TieredRoutingBuilder> declare, Action<TieredRoutingOptions>? adjust = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(new WarningLoggers(fileName, terminal));
        services.AddTieredRouting(declare);
        if (adjust is not null)
            services.PostConfigure(adjust);
        var built = services.BuildServiceProvider();
        try
        {
            _ = built.GetRequiredService<IRoutePlanner>();
            return built;
        }
        catch (OptionsValidationException exception)
        {
            built.Dispose();
            throw new InputException([.. exception.Failures.Select(failure => $"{fileName}: {failure}")]);
        }
    }
}
