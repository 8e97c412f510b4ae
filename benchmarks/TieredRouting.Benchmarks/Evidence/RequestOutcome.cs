namespace TieredRouting.Benchmarks.Evidence;

/// <summary>What one recorded request came to, and what the strong tier alone would have come to.</summary>
internal sealed record RequestOutcome(bool Correct, bool Released, bool Escalated, double Cost, bool StrongCorrect, double StrongCost)
{
    public bool SilentlyWrong => Released && !Escalated && !Correct;
}
