using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Telemetry;
using TieredRouting.Validation;

namespace TieredRouting.Fallback;

/// <summary>One pass of a disagreement check: a call under way, and then what was found of its answer.</summary>
internal sealed class Pass(PlannedCall planned, FollowingSource stop, Task<ModelCallResult> call)
{
    private const string Differ = "two passes differ";

    private static readonly AnswerViolation StepBesideAnswer = new("", "one pass answers, and another asks for tool calls");

    private string? _stopped;

    public TierEndpoint Endpoint => planned.Call.Endpoint;

    public CallKind Kind => planned.Call.Kind;

    public int? OutputLimit => planned.Allowance.Limit;

    /// <summary>Fires when it is waited for no longer.</summary>
    public CancellationToken Stopped => stop.Token;

    /// <summary>The call; it never throws.</summary>
    public Task<ModelCallResult> Call => call;

    /// <summary>What the checks found, once they have looked.</summary>
    public CheckedAnswer? Check { get; set; }

    /// <summary>Where two answers, each acceptable by itself, differ; <see langword="null"/> where they do not.</summary>
    public AnswerViolation? DifferenceFrom(Pass other, Contract contract)
    {
        if (Check!.IsStep || other.Check!.IsStep)
            return Check.IsStep && other.Check!.IsStep ? null : StepBesideAnswer;
        var check = contract.Disagreement!;
        if (Agreement.Between(Text, other.Text, check, contract.Reading) is { Agree: false } parted)
            return new(parted.PartedAt!, Differ);
        // A part that was asked for is in the text; else all that was said counts.
        return string.IsNullOrEmpty(check.AgreeOn) && !AttachedData.Agree(Response, other.Response) ? new("", Differ) : null;
    }

    /// <summary>The kind of the error it ended with, once it has: what was stopped is no failure of its own, whatever its client makes of that.</summary>
    public string? Error =>
        call.Result.Exception is not { } exception ? Check?.Error
        : _stopped ?? EnumNames.Of(ErrorClassifier.Classify(exception));

    /// <summary>Notes why it is waited for no longer, before it is cancelled: by then anything may have happened beside it.</summary>
    public void NoteStop(RouteDeadline deadline) => _stopped =
        deadline.Cancelled ? CallFailure.Cancelled
        : call.IsCompleted ? null
        : deadline.IsOver ? EnumNames.Of(ErrorKind.Timeout)
        : CallFailure.Cancelled;

    /// <summary>Cancels it. One whose client hangs then keeps no other from being cancelled.</summary>
    public void Stop()
    {
        using (stop)
            stop.Stop();
    }

    private ChatResponse Response => call.Result.Response!;

    private string Text => Check!.Text ?? Response.Text;
}
