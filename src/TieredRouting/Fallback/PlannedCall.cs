using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>A call that is about to be made, with what it may answer.</summary>
/// <param name="Call">The call.</param>
/// <param name="Allowance">What it may answer, and whether that is worth asking for.</param>
internal readonly record struct PlannedCall(ModelCall Call, OutputAllowance Allowance);
