using System.Diagnostics.Metrics;

namespace TieredRouting.Tests;

/// <summary>Makes meters of its own, so that tests that run at once do not hear each other.</summary>
internal sealed class MeterSource : IMeterFactory
{
    private readonly List<Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        options.Scope = this;
        var meter = new Meter(options);
        _meters.Add(meter);
        return meter;
    }

    public void Dispose() => _meters.ForEach(meter => meter.Dispose());
}
