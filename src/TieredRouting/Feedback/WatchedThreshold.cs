using System.Diagnostics.CodeAnalysis;

namespace TieredRouting;

/// <summary>A certified threshold, and what became of the answers it let out. Immutable.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Certified">The threshold and its promise.</param>
/// <param name="Judged">How many of the answers somebody judged: used as it is, a thumb, corrected, asked again.</param>
/// <param name="Wrong">How many of them were judged wrong.</param>
/// <param name="BrokenSince">
/// When it showed that more are wrong than promised, or <see langword="null"/> where it does not show. As long as the promise holds, the chance that this is ever set is at most one minus the
/// confidence. It stays set until the contract is calibrated again.
/// </param>
[Experimental(CertifiedThreshold.Unsettled)]
public sealed record WatchedThreshold(string Contract, CertifiedThreshold Certified, long Judged, long Wrong, DateTimeOffset? BrokenSince);
