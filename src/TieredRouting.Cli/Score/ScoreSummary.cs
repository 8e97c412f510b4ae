namespace TieredRouting.Cli;

/// <summary>What <c>score --json</c> writes. The figures are null where nothing was scored.</summary>
internal sealed record ScoreSummary(int Scored, int Unusable, double? Easiest, double? Mean, double? Hardest);
