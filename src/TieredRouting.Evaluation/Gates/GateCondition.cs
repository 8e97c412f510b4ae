namespace TieredRouting.Evaluation;

/// <summary>What one figure of a report must reach or keep to.</summary>
internal sealed record GateCondition(string Metric, double? AtLeast, double? AtMost)
{
    public bool Holds(double value) => !(value < AtLeast) && !(value > AtMost) && !double.IsNaN(value);

    /// <summary>The condition in words.</summary>
    public override string ToString() => (AtLeast, AtMost) switch
    {
        ({ } least, { } most) => FormattableString.Invariant($"at least {least} and at most {most}"),
        ({ } least, null) => FormattableString.Invariant($"at least {least}"),
        _ => FormattableString.Invariant($"at most {AtMost}"),
    };
}
