using System.Globalization;
using TieredRouting.Telemetry;

namespace TieredRouting.Fallback;

/// <summary>An escalation that waits for a person.</summary>
/// <param name="From">The tier that the request stood on.</param>
/// <param name="To">The tier that it would go up to.</param>
/// <param name="Trigger">Why, or <see langword="null"/> where nothing failed.</param>
/// <param name="Cost">What one attempt there may cost at worst.</param>
internal sealed record EscalationAsk(string From, string To, Trigger? Trigger, decimal Cost)
{
    /// <summary>The question in words.</summary>
    public string InWords(string currency) => string.Create(
        CultureInfo.InvariantCulture,
        $"the escalation from '{From}' to '{To}'{(Trigger is { } why ? $" after {EnumNames.Of(why)}" : "")} may cost up to {Cost} {currency}, and a person decides whether it is made");
}
