namespace TieredRouting;

/// <summary>One reason of a decision: which rule asked for what, and why.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Signal">The signal it went by, or <see langword="null"/>.</param>
/// <param name="Requires">What it asked for, such as <c>class T2</c> or <c>tier mini</c>.</param>
/// <param name="Because">Why, in words.</param>
public sealed record Reason(string Rule, string? Signal, string Requires, string Because)
{
    /// <inheritdoc />
    public override string ToString() => $"{Requires} ({Rule}: {Because})";
}
