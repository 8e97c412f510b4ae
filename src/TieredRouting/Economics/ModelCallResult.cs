using Microsoft.Extensions.AI;

namespace TieredRouting.Economics;

/// <summary>How a model call ended, as a value: with a response or with an exception, and what it cost either way.</summary>
internal sealed record ModelCallResult
{
    public ChatResponse? Response { get; init; }

    public Exception? Exception { get; init; }

    public TokenUsage? Usage { get; init; }

    public decimal Cost { get; init; }

    /// <summary>Whether the cost is an estimate, because the provider reported no usage.</summary>
    public bool Estimated { get; init; }

    /// <summary>Whether it came to a halt after its first content.</summary>
    public bool Stalled { get; init; }

    /// <summary>How many pieces of each kind were not sent; <see langword="null"/> for none.</summary>
    public IReadOnlyDictionary<string, int>? Redacted { get; init; }

    /// <summary>Whether it took longer than one attempt may.</summary>
    public bool OverTime { get; init; }

    /// <summary>Whether it was let in to see whether its endpoint is back.</summary>
    public bool IsProbe { get; init; }

    public TimeSpan Duration { get; init; }

    public TimeSpan? FirstContent { get; init; }
}
