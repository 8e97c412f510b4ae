using TieredRouting.Contracts;

namespace TieredRouting.Configuration;

/// <summary>Reads a budget over one of the same name that code declares.</summary>
internal static class BudgetSection
{
    public static void Read(SectionScope scope, TieredRoutingOptions options)
    {
        scope.Requires("name", "amount");
        var name = scope.Text("name");
        scope.Require(name is not null, "name", "is required");
        var known = name is null ? null : options.Budgets.GetValueOrDefault(name);
        var amount = scope.Number("amount") ?? known?.Amount;
        scope.Require(amount is not null, "amount", "is required");
        var before = known ?? new Budget(name ?? string.Empty, 0m);
        var budget = before with
        {
            Amount = amount ?? 0m,
            Per = scope.Choice<BudgetScope>("per") ?? before.Per,
            Is = scope.Text("is") ?? before.Is,
            Window = scope.Choice<BudgetWindow>("window") ?? before.Window,
            WarnAt = Share(scope, "warnAt") ?? before.WarnAt,
            DegradeAt = Share(scope, "degradeAt") ?? before.DegradeAt,
            RejectAt = Share(scope, "rejectAt") ?? before.RejectAt,
        };
        scope.Finish();
        if (name is not null)
            options.Budgets[name] = budget;
    }

    private static double? Share(SectionScope scope, string name) => (double?)scope.Number(name);
}
