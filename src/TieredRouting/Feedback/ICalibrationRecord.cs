namespace TieredRouting.Feedback;

/// <summary>Where it is written down that a promise is broken.</summary>
internal interface ICalibrationRecord
{
    /// <summary>Writes it down.</summary>
    /// <param name="broken">What was promised, and what came of it.</param>
    ValueTask WriteAsync(WatchedThreshold broken);
}
