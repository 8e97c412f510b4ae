using System.Diagnostics.CodeAnalysis;

namespace TieredRouting;

/// <summary>
/// Tells whether certified thresholds still keep their promises, by the feedback that answers get (<see cref="IRoutingFeedback"/>). A broken promise is also logged as an error, counted
/// (<see cref="TieredRoutingTelemetry.CalibrationAlarms"/>) and on record (<see cref="AuditEvent.PromiseBroken"/>), once. It changes no routing by itself. Thread-safe. It is in the container.
/// </summary>
[Experimental(CertifiedThreshold.Unsettled)]
public interface ICalibrationMonitor
{
    /// <summary>The thresholds in force that accept anything, by contract and cohort, and what became of the answers they let out since this process began or the entry changed.</summary>
    IReadOnlyList<WatchedThreshold> Thresholds { get; }
}
