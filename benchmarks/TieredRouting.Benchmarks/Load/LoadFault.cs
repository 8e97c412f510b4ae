namespace TieredRouting.Benchmarks.Load;

/// <summary>What goes wrong with a call.</summary>
internal enum LoadFault
{
    None,
    Throttled,
    ServerError,
    Stall,
    CutStream,
    CancelledByCaller,
    UsageMissing,
    MalformedJson,
}
