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

    /// <summary>What records call the error of a call whose answer there was no time to judge.</summary>
    public static string BrokenOff(RouteDeadline deadline) => deadline.Cancelled ? Cancelled : EnumNames.Of(ErrorKind.Timeout);

    /// <summary>What a call comes to.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="deadline">The time it had.</param>
    /// <param name="mendable">Whether there is a way round whatever the error is.</param>
    public static CallFailure Of(ModelCallResult result, RouteDeadline deadline, bool mendable = false)
    {
        var exception = result.Exception!;
        if (deadline.Cancelled)
            return new(Trigger.Timeout, Cancelled, RouteEnding.Cancelled(exception));
        var kind = KindOf(result, deadline.IsOver);
        var (trigger, error) = Named(result, deadline.IsOver);
        return new(trigger, error, mendable || ErrorClassifier.IsMendable(kind)
            ? new AttemptResult { Trigger = trigger, Error = trigger == Trigger.Refusal ? null : kind }
            : RouteEnding.Failed(exception, error));
    }

    /// <summary>Why there is no answer, and how records name the error.</summary>
    public static (Trigger Trigger, string Error) Named(ModelCallResult result, bool over)
    {
        if (result.Stalled)
            return (Trigger.Stalled, StreamEnd.Stalled);
        var kind = KindOf(result, over);
        return (TriggerOf(kind), EnumNames.Of(kind));
    }

    private static Trigger TriggerOf(ErrorKind kind) => kind switch
    {
        ErrorKind.Timeout => Trigger.Timeout,
        // The provider's own refusal to answer, before the model said a word.
        ErrorKind.ContentFilter => Trigger.Refusal,
        _ => Trigger.ProviderError,
    };

    private static ErrorKind KindOf(ModelCallResult result, bool over) => over ? ErrorKind.Timeout : ErrorClassifier.Classify(result.Exception!);
}
