using TieredRouting.Configuration;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TieredRouting;

/// <summary>Adds the router to a pipeline of decorators.</summary>
public static class TieredRoutingChatClientBuilderExtensions
{
    /// <summary>
    /// Decorates one provider client whose tiers are model ids. A request that names no contract passes through to it untouched.
    /// </summary>
    /// <param name="builder">The pipeline.</param>
    /// <param name="configure">Declares tiers, contracts and what surrounds them.</param>
    /// <returns>The same pipeline.</returns>
    /// <exception cref="OptionsValidationException">Thrown when the pipeline is built: what was declared is not valid. It names every error.</exception>
    public static ChatClientBuilder UseTieredRouting(this ChatClientBuilder builder, Action<TieredRoutingBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Use((decorated, services) => Decorate(decorated, services, configure));
    }

    private static TieredRoutingChatClient Decorate(IChatClient decorated, IServiceProvider services, Action<TieredRoutingBuilder> configure)
    {
        var routing = new TieredRoutingBuilder();
        configure(routing);
        SectionSource.ReadOver(routing.Options, services);
        var builder = new RoutingModelBuilder(routing.Options, services, decorated);
        var model = builder.Build() ?? throw new OptionsValidationException(nameof(TieredRouting), typeof(TieredRoutingOptions), builder.Errors);
        return new TieredRoutingChatClient(model, new RouterServices(services, routing.Options), decorated);
    }
}
