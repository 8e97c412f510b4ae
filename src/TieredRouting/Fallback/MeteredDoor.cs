using TieredRouting.Controls;
using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Policies;

namespace TieredRouting.Fallback;

/// <inheritdoc cref="IMeteredDoor" />
internal sealed class MeteredDoor(bool statesSensitivity, EndpointStates endpoints, TimeProvider time, ControlBoard? controls = null) : IMeteredDoor
{
    public IAdmission Admit(ReadOnlySpan<ModelCall> calls)
    {
        var worst = 0m;
        foreach (var call in calls)
        {
            if (Refusal(call) is { } refusal)
                return Shut(call.Budget, refusal);
            worst += call.WorstCase;
        }

        var admitted = new AdmittedCall[calls.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            var besideProbe = i > 0 && HoldsProbe(admitted, calls[i].Endpoint);
            if (endpoints.Of(calls[i].Endpoint).TryEnter(EntryOf(calls[i]), out var permit, besideProbe) is var barred and not EntryRefusal.None)
                return Barred(admitted, calls[i], barred);
            admitted[i] = new(calls[i], permit);
        }

        return Paid(admitted, calls[0].Budget, worst);
    }

    public async ValueTask<IAdmission> WaitAsync(ModelCall call, CancellationToken cancellation)
    {
        var (barred, permit) = await endpoints.Of(call.Endpoint).EnterAsync(EntryOf(call), cancellation);
        if (permit is null)
            return Barred([], call, barred);
        // Whoever waited may be barred by now.
        if (Refusal(call) is not { } refusal)
            return Paid([new(call, permit)], call.Budget, call.WorstCase);
        permit.Cancel();
        return Shut(call.Budget, refusal);
    }

    /// <summary>Why a call may not be made there, however much room and money there is.</summary>
    private string? Refusal(ModelCall call) =>
        !EndpointFilter.Allows(call.Endpoint, call.Contract, call.Lane, statesSensitivity, promptTokens: null) ? RefusalReasons.NotAllowed
        : call is { Contract.Redaction: not null, Restoring: not { IsComplete: true } } ? RefusalReasons.NotRedacted
        // Who asks has read the clock: a control that is over by now makes it look again, and lets no call go where it may not.
        : controls?.Published.Of(call.Contract.Name).Bars(call.Endpoint) == true ? RefusalReasons.Barred
        : null;

    private static EndpointEntry EntryOf(ModelCall call) => new(call.Endpoint, call.Tokens, call.NeedsJudgement);

    private static bool HoldsProbe(AdmittedCall[] admitted, TierEndpoint endpoint) =>
        Array.Exists(admitted, other => other.Permit is { IsProbe: true } && other.Call.Endpoint == endpoint);

    private Admission Paid(AdmittedCall[] admitted, RouteBudget budget, decimal worst)
    {
        if (budget.TryReserve(worst))
            return new Admission(budget, admitted, time);
        GiveBack(admitted);
        return Shut(budget, RefusalReasons.Budget);
    }

    private Admission Barred(AdmittedCall[] admitted, ModelCall call, EntryRefusal barred)
    {
        GiveBack(admitted);
        return new(call.Budget, [], time) { Refused = RefusalReasons.Of(barred), BarredAt = call.Endpoint, Barred = barred };
    }

    private static void GiveBack(AdmittedCall[] admitted)
    {
        foreach (var (_, permit) in admitted)
            permit?.Cancel();
    }

    private Admission Shut(RouteBudget budget, string why) => new(budget, [], time) { Refused = why };
}
