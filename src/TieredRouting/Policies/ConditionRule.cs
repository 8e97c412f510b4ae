using System.Globalization;

using TieredRouting.Signals;

namespace TieredRouting.Policies;

/// <summary>A rule written as data.</summary>
internal sealed class ConditionRule(RuleOptions options) : IRoutingRule
{
    private readonly Requirement _requirement = new($"{string.Join(" and ", options.When.Select(InWords))}")
    {
        Signal = options.When.Count > 0 ? options.When[0].SignalName : null,
        MinimumTier = options.Tier,
        Class = options.Class,
        Lane = options.Lane,
        Gates = options.Gates,
        Approval = options.Approval,
    };

    public string Name => options.Name;

    /// <summary>Whether it reads a signal.</summary>
    public bool Reads(string signal) => options.Reads(signal);

    public Requirement? Evaluate(RuleContext context)
    {
        foreach (var condition in options.When)
        {
            if (!Holds(condition, context.Signals[condition.SignalName]))
                return null;
        }

        return _requirement;
    }

    /// <summary>A signal that is unavailable meets no comparison: nothing is concluded from what nobody measured.</summary>
    private static bool Holds(ConditionOptions condition, Signal? signal)
    {
        if (condition.Unavailable is { } unavailable)
            return signal is null == unavailable;
        if (signal is null)
            return false;
        if (condition.AtLeast is { } least)
            return signal.Number(condition.Part) >= least;
        if (condition.Below is { } bound)
            return signal.Number(condition.Part) < bound;
        if (condition.Is is { } named)
            return IsOrLists(signal, condition, named);
        foreach (var any in condition.AnyOf!)
        {
            if (IsOrLists(signal, condition, any))
                return true;
        }

        return false;
    }

    private static bool IsOrLists(Signal signal, ConditionOptions condition, string named)
    {
        if (signal.Number(condition.Part) is { } number)
            return decimal.TryParse(named, NumberStyles.Float, CultureInfo.InvariantCulture, out var wanted) && number == wanted;
        var value = signal.Text(condition.Part) ?? signal.Flag(condition.Part)?.ToString(CultureInfo.InvariantCulture);
        return string.Equals(value, named, StringComparison.OrdinalIgnoreCase)
            || (value is not null && SignalParts.ListsKinds(signal.Name) && value.Split(',').Contains(named, StringComparer.OrdinalIgnoreCase));
    }

    private static string InWords(ConditionOptions condition) => string.Create(CultureInfo.InvariantCulture, $"{condition.Signal} {condition switch
    {
        { AtLeast: { } least } => string.Create(CultureInfo.InvariantCulture, $"is at least {least}"),
        { Below: { } bound } => string.Create(CultureInfo.InvariantCulture, $"is below {bound}"),
        { Is: { } named } => $"is {named}",
        { AnyOf: { } any } => $"is any of {string.Join(", ", any)}",
        { Unavailable: true } => "is unavailable",
        _ => "is available",
    }}");
}
