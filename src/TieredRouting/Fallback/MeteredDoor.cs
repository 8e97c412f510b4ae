using TieredRouting.Controls;
using TieredRouting.Economics;
using TieredRouting.Policies;

namespace TieredRouting.Fallback;

/// <inheritdoc cref="IMeteredDoor" />
internal sealed class MeteredDoor(bool statesSensitivity, TimeProvider time, ControlBoard? controls = null) : IMeteredDoor
{
    public IAdmission Admit(ReadOnlySpan<ModelCall> calls)
    {
        var (budget, worst) = (calls[0].Budget, 0m);
        var barred = controls?.Current.Of(calls[0].Contract.Name) ?? ContractControls.None;
        foreach (var call in calls)
        {
            if (!EndpointFilter.Allows(call.Endpoint, call.Contract, call.Lane, statesSensitivity, promptTokens: null))
                return Shut(budget, RefusalReasons.NotAllowed);
            if (call.Contract.Redaction is not null && call.Restoring is not { IsComplete: true })
                return Shut(budget, RefusalReasons.NotRedacted);
            if (barred.Bars(call.Endpoint))
                return Shut(budget, RefusalReasons.Barred);
            worst += call.WorstCase;
        }

        return budget.TryReserve(worst) ? new Admission(budget, worst, time) : Shut(budget, RefusalReasons.Budget);
    }

    private Admission Shut(RouteBudget budget, string why) => new(budget, reserved: 0m, time) { Refused = why };
}
