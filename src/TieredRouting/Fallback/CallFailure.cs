using TieredRouting.Economics;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>What a call that ended with an exception comes to.</summary>
/// <param name="Trigger">Why there is no answer.</param>
/// <param name="Error">The kind of the error, as records name it.</param>
/// <param name="Result">How the route goes on, or ends.</param>
internal readonly record struct CallFailure(Trigger Trigger, string Error, AttemptResult Result)
{
    /// <summary>What records call the error of a call that nobody wanted any more: the caller gave up, or another pass decided. It is no failure.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>What a call comes to. Where it was a pass, it need not have gone where it went: whatever that endpoint cannot do, another may.</summary>
    public static CallFailure Of(CallKind call, ModelCallResult result, RouteDeadline deadline)
    {
        var exception = result.Exception!;
        if (deadline.Cancelled)
            return new(Trigger.Timeout, Cancelled, RouteEnding.Cancelled(exception));
        var kind = KindOf(result, deadline.IsOver);
        var (trigger, error) = Named(result, deadline.IsOver);
        return new(trigger, error, call == CallKind.Pass || ErrorClassifier.IsMendable(kind)
            ? new AttemptResult { Trigger = trigger, Error = kind }
            : RouteEnding.Failed(exception, error));
    }

    /// <summary>Why there is no answer, and how records name the error.</summary>
    public static (Trigger Trigger, string Error) Named(ModelCallResult result, bool over)
    {
        if (result.Stalled)
            return (Trigger.Stalled, StreamEnd.Stalled);
        var kind = KindOf(result, over);
        return (kind == ErrorKind.Timeout ? Trigger.Timeout : Trigger.ProviderError, EnumNames.Of(kind));
    }

    private static ErrorKind KindOf(ModelCallResult result, bool over) => over ? ErrorKind.Timeout : ErrorClassifier.Classify(result.Exception!);
}
