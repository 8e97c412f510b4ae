using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>What one attempt came to: an ending, or a trigger with what is known about it.</summary>
internal readonly record struct AttemptResult()
{
    /// <summary>Set when the route ends with this attempt.</summary>
    public RouteEnding? Ending { get; init; }

    /// <summary>Whether nothing was asked, because a control changed just before.</summary>
    public bool IsOvertaken { get; init; }

    public Trigger Trigger { get; init; }

    /// <summary>The error that another endpoint may not have; <see langword="null"/> when the answer itself was not acceptable.</summary>
    public ErrorKind? Error { get; init; }

    /// <summary>The endpoint that failed, where that need not be the one the attempt began with.</summary>
    public TierEndpoint? FailedAt { get; init; }

    /// <summary>What to do in place of what the contract says about the trigger; <see langword="null"/> to do that.</summary>
    public FallbackAction? Instead { get; init; }

    public ChatResponse? Response { get; init; }

    public IReadOnlyList<AnswerViolation> Violations { get; init; } = [];

    public static implicit operator AttemptResult(RouteEnding ending) => new() { Ending = ending };
}
