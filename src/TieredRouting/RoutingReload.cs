using TieredRouting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>
/// Follows the configuration: each change is built anew and published whole, or, where it is not valid, logged with every error,
/// counted, and not published. The options monitor is not asked, since after a bad change it throws at everybody who reads it.
/// </summary>
internal sealed class RoutingReload : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IOptionsFactory<TieredRoutingOptions> _factory;
    private readonly Action<RoutingModel> _publish;
    private readonly RouterServices _services;
    private readonly IConfiguration _configuration;
    private readonly string _path;
    private readonly IDisposable _listening;
    private SectionNode _seen;

    public RoutingReload(IConfiguration configuration, string path, IOptionsFactory<TieredRoutingOptions> factory, RouterServices services, Action<RoutingModel> publish)
    {
        (_factory, _services, _publish) = (factory, services, publish);
        (_configuration, _path, _seen) = (configuration, path, ConfigurationTree.Read(configuration, path));
        _listening = ChangeToken.OnChange(configuration.GetReloadToken, Reload);
    }

    public void Dispose() => _listening.Dispose();

    private void Reload()
    {
        lock (_gate)
        {
            // A host announces one change more than once, and changes of other sections as well.
            var now = ConfigurationTree.Read(_configuration, _path);
            if (now.SaysTheSameAs(_seen))
                return;
            _seen = now;
            Build();
        }
    }

    private void Build()
    {
        try
        {
            var model = _factory.Create(Options.DefaultName).Model!;
            _publish(model);
            _services.Logger.Reloaded(model.Hash);
        }
        catch (Exception exception)
        {
            var errors = exception is OptionsValidationException invalid ? string.Join("; ", invalid.Failures) : exception.GetType().Name;
            _services.Metrics.ReloadFailed();
            _services.Logger.ReloadFailed(errors);
        }
    }
}
