using System.Globalization;

namespace TieredRouting.Policies;

/// <summary>An effect beyond the contract's limits makes T2.</summary>
internal sealed class BlastRadiusRule : IRoutingRule
{
    public string Name => "blast-radius";

    public Requirement? Evaluate(RuleContext context)
    {
        if (context.Signals[SignalNames.BlastRadius] is not { } radius)
            return null;
        var limits = context.Contract.BlastRadius;
        return Beyond(radius, "recipients", limits.Recipients)
            ?? Beyond(radius, "records", limits.Records)
            ?? Beyond(radius, "amount", limits.Amount);
    }

    private static Requirement? Beyond(Signal radius, string part, decimal limit) =>
        radius.Number(part) is { } size && size > limit
            ? new Requirement(string.Create(CultureInfo.InvariantCulture, $"{part} {size} is beyond the limit of {limit}"))
            {
                Signal = SignalNames.BlastRadius,
                Class = WorkClass.T2,
            }
            : null;
}
