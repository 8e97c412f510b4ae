namespace TieredRouting;

/// <summary>The whole bounded recovery of a contract. Immutable.</summary>
public sealed class FallbackPlan
{
    /// <summary>The attempts a request may make when the contract says nothing: 3.</summary>
    public const int DefaultMaxAttempts = 3;

    internal FallbackPlan(FallbackOptions options)
    {
        MaxAttempts = options.MaxAttempts;
        MaxCost = options.MaxCost;
        Deadline = options.Deadline;
        FirstToken = options.FirstToken;
        NextChunk = options.NextChunk;
        Attempt = options.Attempt;
        Hedges = options.Hedges;
        Overflow = options.Overflow;
        On = options.On.ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    /// <summary>The most attempts of one request; 1 or more.</summary>
    public int MaxAttempts { get; }

    /// <summary>The most money one request may spend, in the ladder's currency, or <see langword="null"/> for no limit.</summary>
    public decimal? MaxCost { get; }

    /// <summary>The longest time one request may take, or <see langword="null"/> for no limit.</summary>
    public TimeSpan? Deadline { get; }

    /// <summary>
    /// The longest wait for the first content of an answer that streams, or <see langword="null"/> for no limit. Longer is a <see cref="Trigger.Timeout"/>,
    /// and the fallback moves on. Answers that are read whole are not streamed, and have the deadline alone.
    /// </summary>
    public TimeSpan? FirstToken { get; }

    /// <summary>
    /// The longest wait for more content after the first, or <see langword="null"/> for no limit. Longer is <see cref="Trigger.Stalled"/>. Only
    /// waiting for the provider counts, not the time that the caller takes to read.
    /// </summary>
    public TimeSpan? NextChunk { get; }

    /// <summary>
    /// The longest that one attempt may wait for its provider, or <see langword="null"/> for no limit beside the deadline. Longer is a <see cref="Trigger.Timeout"/>; what has
    /// streamed to the caller by then cannot be taken back, and ends in a failure.
    /// </summary>
    public TimeSpan? Attempt { get; }

    /// <summary>Whether a second endpoint of the tier is asked as well where the first takes longer than the p95 of the latency budget.</summary>
    public bool Hedges { get; }

    /// <summary>Where a call goes that finds no room at an endpoint.</summary>
    public OverflowAction Overflow { get; }

    /// <summary>What to do about each trigger. One that is missing escalates; a missing <see cref="Trigger.Exhausted"/> fails closed.</summary>
    public IReadOnlyDictionary<Trigger, FallbackAction> On { get; }

    internal FallbackAction For(Trigger trigger) =>
        On.TryGetValue(trigger, out var action) ? action
        : trigger == Trigger.Exhausted ? FallbackAction.FailClosed
        : FallbackAction.Escalate;
}
