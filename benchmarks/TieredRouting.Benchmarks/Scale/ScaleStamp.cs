using System.Diagnostics;

namespace TieredRouting.Benchmarks.Scale;

/// <summary>A moment: on the clock, and in processor time of this process, which does not count what others do on the machine.</summary>
internal readonly record struct ScaleStamp(long Clock, TimeSpan Processor)
{
    public static ScaleStamp Now => new(Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);

    public static ScaleSpan operator -(ScaleStamp to, ScaleStamp from) =>
        new(Stopwatch.GetElapsedTime(from.Clock, to.Clock).TotalMilliseconds, (to.Processor - from.Processor).TotalMilliseconds);
}
