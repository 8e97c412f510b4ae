using System.Globalization;

namespace TieredRouting.Policies;

/// <summary>A request that does not fit the smaller tiers' context windows needs a larger one.</summary>
internal sealed class ContextWindowRule : IRoutingRule
{
    public string Name => "context-window";

    public Requirement? Evaluate(RuleContext context)
    {
        if (context.Signals[SignalNames.Length]?.Number("tokens") is not { } tokens)
            return null;
        var fitting = context.Ladder.Tiers.FirstOrDefault(tier => tier.Endpoints.Any(endpoint => EndpointFilter.Fits(endpoint, tokens)));
        // Where none fits, there is no tier to ask for: the endpoints' own check makes the request unroutable.
        if (fitting is null or { Index: 0 })
            return null;
        return new Requirement(string.Create(CultureInfo.InvariantCulture, $"{tokens} tokens do not fit a smaller tier's window"))
        {
            Signal = SignalNames.Length,
            MinimumTier = fitting.Name,
        };
    }
}
