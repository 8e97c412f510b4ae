using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>What a call that ended with an exception comes to.</summary>
/// <param name="Trigger">Why there is no answer.</param>
/// <param name="Error">The kind of the error, as records name it.</param>
/// <param name="Result">How the route goes on, or ends.</param>
internal readonly record struct CallFailure(Trigger Trigger, string Error, AttemptResult Result)
{
    public static CallFailure Of(Exception exception, RouteDeadline deadline)
    {
        if (deadline.Cancelled)
            return new(Trigger.Timeout, "cancelled", RouteEnding.Cancelled(exception));
        var kind = deadline.IsOver ? ErrorKind.Timeout : ErrorClassifier.Classify(exception);
        var (trigger, error) = (kind == ErrorKind.Timeout ? Trigger.Timeout : Trigger.ProviderError, EnumNames.Of(kind));
        return new(trigger, error, ErrorClassifier.IsMendable(kind)
            ? new AttemptResult { Trigger = trigger, Error = kind }
            : RouteEnding.Failed(exception, error));
    }
}
