using TieredRouting.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using TieredRouting.Telemetry;

namespace TieredRouting;

/// <summary>
/// Follows the configuration: what changed is read, checked and built, what did not is kept, and the whole is published; or, where it is not valid, it is
/// logged with every error, counted, and not published. The options monitor is not asked, since after a bad change it throws at everybody who reads it.
/// </summary>
internal sealed class RoutingReload : IDisposable
{
    private readonly Lock _gate = new();
    private readonly IConfiguration _configuration;
    private readonly RoutingOptionsSource _source;
    private readonly RouterServices _services;
    private readonly Action<RoutingModel> _publish;
    private readonly IDisposable _listening;
    private TieredRoutingOptions _good;
    private ConfigurationReading _seen;
    private string? _failed;

    public RoutingReload(IConfiguration configuration, TieredRoutingOptions options, RoutingOptionsSource source, RouterServices services, Action<RoutingModel> publish)
    {
        (_configuration, _source, _services, _publish) = (configuration, source, services, publish);
        (_good, _seen) = (options, options.Reading!);
        _listening = ChangeToken.OnChange(configuration.GetReloadToken, () => Reload(looksAtFiles: true));
        // It may have changed since it was read.
        Reload(looksAtFiles: false);
    }

    public void Dispose() => _listening.Dispose();

    private void Reload(bool looksAtFiles)
    {
        lock (_gate)
        {
            try
            {
                Read(_seen.Again(_configuration), looksAtFiles);
            }
            catch (Exception exception)
            {
                Fail(Failure.Logged(exception));
            }
        }
    }

    /// <summary>
    /// A host announces one change more than once, and changes of other sections as well: only what says something new is built, and the contracts that name files, whose changes nobody announces.
    /// </summary>
    private void Read(ConfigurationReading now, bool looksAtFiles)
    {
        var news = now.ChangesSince(_seen).ToList();
        // What failed is tried again: a file, or a factory, may have been mended meanwhile.
        var isUnchanged = news.Count == 0 && _failed is null;
        if (isUnchanged && !(looksAtFiles && _good.Contracts.Values.Any(contract => contract.HasFile)))
            return;
        // After a bad change, what counts is what changed since the last good one.
        var changes = _seen == _good.Reading ? news : now.ChangesSince(_good.Reading!);
        _seen = now;
        if (now.IsEmpty && !_good.Reading!.IsEmpty)
        {
            Fail("the section is gone; a file that is broken or missing says nothing of it");
            return;
        }

        Build(SectionChange.Of(changes, now.PrefixLength), isUnchanged);
    }

    private void Build(SectionChange change, bool isUnchanged)
    {
        var (options, result) = _source.Again(_good, _seen, change);
        if (result.Failed)
        {
            Fail(string.Join("; ", result.Failures));
            return;
        }

        if (isUnchanged && options.Model!.Hash == _good.Model!.Hash)
            return;
        (_good, _failed) = (options, null);
        _publish(options.Model!);
        _services.Logger.Reloaded(options.Model!.Hash);
    }

    private void Fail(string errors)
    {
        // The same again is no news: a host announces one change more than once.
        if (errors == _failed)
            return;
        _failed = errors;
        _services.Metrics.ReloadFailed();
        _services.Logger.ReloadFailed(errors);
    }
}
