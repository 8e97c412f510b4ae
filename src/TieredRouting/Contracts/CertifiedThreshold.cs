using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace TieredRouting;

/// <summary>From which score on an answer of the cheap tier is accepted, and the evidence for it: an entry of a contract's <c>calibration</c>. Immutable.</summary>
/// <param name="Cohort">The cohort it holds for; <see langword="null"/> for requests whose cohort has no entry, and those that state none.</param>
/// <param name="Score">What the threshold is on.</param>
/// <param name="Threshold">The least score that is enough, from 0 to 1; <see langword="null"/> where none was certified, so that nothing of the cheap tier is accepted.</param>
/// <param name="N">How many answers of the cheap tier reached the threshold when it was certified; where none was certified, how many reached the first that was tried.</param>
/// <param name="Errors">How many of them were wrong.</param>
/// <param name="Bound">The exact upper bound, at <paramref name="Confidence"/>, of the share of wrong answers among those accepted.</param>
/// <param name="MaxError">The largest share that was allowed.</param>
/// <param name="Confidence">How sure the certificate is, for this cohort alone.</param>
[Experimental(Unsettled)]
public sealed record CertifiedThreshold(string? Cohort, AcceptanceScore Score, double? Threshold, int N, int Errors, double Bound, double MaxError, double Confidence)
{
    /// <summary>The diagnostic that says a part of the surface is not settled.</summary>
    internal const string Unsettled = "TR001";

    /// <summary>
    /// Which difficulty model it was certified with, by a hash of its file, where it is on <see cref="AcceptanceScore.Ease"/>; otherwise <see langword="null"/>. Where there is a threshold and another model is in force, the start fails: that is another machine.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Model { get; init; }

    /// <summary>Whether a score is enough; one that is unavailable never is.</summary>
    internal bool Accepts(double? score) => score >= Threshold;
}
