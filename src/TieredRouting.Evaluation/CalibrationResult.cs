using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Evaluation;

/// <summary>What could be certified. Immutable.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Tier">The cheap tier, on which its requests start: what the thresholds are about.</param>
/// <param name="Thresholds">The certificates, sorted by cohort: what belongs under the contract's <c>calibration</c>. A threshold that is <see langword="null"/> could not be certified.</param>
/// <param name="Notes">What the numbers do not say, such as how many requests the cheap tier was never asked.</param>
[Experimental("TR001")]
public sealed record CalibrationResult(string Contract, string Tier, IReadOnlyList<CertifiedThreshold> Thresholds, IReadOnlyList<string> Notes);
