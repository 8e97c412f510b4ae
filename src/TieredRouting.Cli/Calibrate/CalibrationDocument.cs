using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>What <c>calibrate --json</c> writes.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Tier">The tier that the thresholds are about.</param>
/// <param name="Calibration">The entries, as they stand in the section.</param>
/// <param name="Notes">What the numbers do not say.</param>
internal sealed record CalibrationDocument(string Contract, string Tier, IReadOnlyList<CertifiedThreshold> Calibration, IReadOnlyList<string> Notes)
{
    public static CalibrationDocument Of(CalibrationResult result) => new(result.Contract, result.Tier, result.Thresholds, result.Notes);
}
