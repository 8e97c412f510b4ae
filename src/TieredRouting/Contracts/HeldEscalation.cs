namespace TieredRouting;

/// <summary>What a person is asked about an escalation. Immutable; it holds no text of the request.</summary>
/// <param name="From">The tier that the request stood on.</param>
/// <param name="To">The tier that it would go up to.</param>
/// <param name="Trigger">Why; <see langword="null"/> where nothing failed, as where a control took the endpoint that it stood on.</param>
/// <param name="ExpectedCost">What one attempt there may cost at worst, in the ladder's currency: all of the prompt, and the longest answer that is allowed.</param>
public sealed record HeldEscalation(string From, string To, Trigger? Trigger, decimal ExpectedCost)
{
    /// <summary>A hash of the exact request: what is approved is this one and no other. Keyed where <c>HashIdsWith</c> gives a key.</summary>
    public string Request { get; init; } = string.Empty;
}
