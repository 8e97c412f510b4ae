using TieredRouting.Economics;
using TieredRouting.Endpoints;
using TieredRouting.Policies;

namespace TieredRouting.Fallback;

/// <inheritdoc cref="IMeteredDoor" />
internal sealed class MeteredDoor(bool statesSensitivity, EndpointStates endpoints, TimeProvider time) : IMeteredDoor
{
    public IAdmission Admit(ReadOnlySpan<ModelCall> calls)
    {
        var worst = 0m;
        foreach (var call in calls)
        {
            if (!IsAllowed(call))
                return Shut(call.Budget, RefusalReasons.NotAllowed);
            if (call.Contract.Redaction is not null && call.Restoring is not { IsComplete: true })
                return Shut(call.Budget, RefusalReasons.NotRedacted);
            worst += call.WorstCase;
        }

        var admitted = new AdmittedCall[calls.Length];
        for (var i = 0; i < calls.Length; i++)
        {
            if (endpoints.Of(calls[i].Endpoint).TryEnter(EntryOf(calls[i]), out var permit) is var barred and not EntryRefusal.None)
                return Barred(admitted, calls[i], barred);
            admitted[i] = new(calls[i], permit);
        }

        return Paid(admitted, calls[0].Budget, worst);
    }

    public async ValueTask<IAdmission> WaitAsync(ModelCall call, CancellationToken cancellation)
    {
        var (barred, permit) = await endpoints.Of(call.Endpoint).EnterAsync(EntryOf(call), cancellation);
        return permit is null ? Barred([], call, barred) : Paid([new(call, permit)], call.Budget, call.WorstCase);
    }

    private bool IsAllowed(ModelCall call) => EndpointFilter.Allows(call.Endpoint, call.Contract, call.Lane, statesSensitivity, promptTokens: null);

    private static EndpointEntry EntryOf(ModelCall call) => new(call.Endpoint, call.Tokens, call.NeedsJudgement);

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
