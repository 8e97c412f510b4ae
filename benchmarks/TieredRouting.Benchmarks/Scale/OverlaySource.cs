using Microsoft.Extensions.Configuration;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>A source above the file that changes one value and tells of it, as a remote store does.</summary>
internal sealed class OverlaySource : IConfigurationSource
{
    private readonly Overlay _overlay = new();

    public void Change(string key, string? value) => _overlay.Change(key, value);

    public IConfigurationProvider Build(IConfigurationBuilder builder) => _overlay;

    private sealed class Overlay : ConfigurationProvider
    {
        public void Change(string key, string? value)
        {
            Set(key, value);
            OnReload();
        }
    }
}
