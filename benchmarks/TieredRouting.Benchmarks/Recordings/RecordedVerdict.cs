using TieredRouting.Testing;

namespace TieredRouting.Benchmarks.Recordings;

/// <summary>What came of one recorded request.</summary>
/// <param name="Recording">The request.</param>
/// <param name="Route">What happened to it.</param>
/// <param name="Correct">Whether the released answer is right; false where none was released.</param>
internal sealed record RecordedVerdict(Recording Recording, RouteResult Route, bool Correct)
{
    public bool Released => Route.Outcome == Outcome.Released;

    /// <summary>A wrong answer that went out without anybody having doubted it.</summary>
    public bool IsSilentFailure => Released && !Correct && !Route.Escalated;
}
