namespace TieredRouting.Benchmarks.Scale;

/// <summary>What one row measured. Memory is megabytes.</summary>
internal sealed record ScaleResult
{
    /// <summary>The host reading its file, before any container is there.</summary>
    public required ScaleSpan HostReads { get; init; }

    /// <summary>From the first registration to the started router.</summary>
    public required ScaleSpan Start { get; init; }

    public required double HostHeap { get; init; }

    public required double HeapAdded { get; init; }

    public required double WorkingSet { get; init; }

    /// <summary>The most the process ever had, up to its start being over.</summary>
    public required double Peak { get; init; }

    public ScaleChange FileChange { get; init; }

    public ScaleChange OverlayChange { get; init; }

    public required double DecideMicroseconds { get; init; }
}
