using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>The host's own JSON file, which notes when it has been read: what comes after is not the host's.</summary>
internal sealed class TimedJsonSource : JsonConfigurationSource
{
    public ScaleStamp ReadAt { get; private set; }

    public override IConfigurationProvider Build(IConfigurationBuilder builder)
    {
        EnsureDefaults(builder);
        return new Provider(this);
    }

    private sealed class Provider(TimedJsonSource source) : JsonConfigurationProvider(source)
    {
        public override void Load(Stream stream)
        {
            base.Load(stream);
            source.ReadAt = ScaleStamp.Now;
        }
    }
}
