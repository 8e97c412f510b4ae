using BenchmarkDotNet.Attributes;
using TieredRouting.Benchmarks.RequestPath;
using TieredRouting.Signals;

namespace TieredRouting.Benchmarks.Signals;

/// <summary>What one look over a clean request of 500 characters costs, and all of the policy lane's detectors after it.</summary>
[MemoryDiagnoser]
public class LaneBenchmarks
{
    private readonly List<SignalEvidence> _found = [];

    [Benchmark(Description = "One look for cues")]
    public bool Look() => CueScan.Of(LeadDocument.Request).HasAny(Cues.Digit);

    [Benchmark(Description = "Policy lane, nothing found")]
    public int Clean() => PolicyLaneExtractor.Find(LeadDocument.Request, _found).Count;
}
