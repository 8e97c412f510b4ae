using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>What <c>train --json</c> writes.</summary>
internal sealed record TrainSummary(string Small, string Large, int Recordings, int LeftOut, RoutingCurve? Routing, RoutingCurve? LengthAlone, IReadOnlyList<string> Notes);
