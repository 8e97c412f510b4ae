using System.Globalization;
using TieredRouting.Signals;

namespace TieredRouting.Policies;

/// <summary>A request that does not fit the smaller tiers' context windows needs a larger one.</summary>
internal sealed class ContextWindowRule : IRoutingRule
{
    public string Name => "context-window";

    public Requirement? Evaluate(RuleContext context)
    {
        if (LengthParts.LeastTokens(context.Signals) is not { } tokens)
            return null;
        // Where none fits, there is no tier to ask for: the endpoints' own check makes the request unroutable.
        if (FirstFitting(context.Ladder, tokens) is not { Index: > 0 } fitting)
            return null;
        return new Requirement(string.Create(CultureInfo.InvariantCulture, $"{tokens} tokens do not fit a smaller tier's window"))
        {
            Signal = SignalNames.Length,
            MinimumTier = fitting.Name,
        };
    }

    private static Tier? FirstFitting(TierLadder ladder, decimal tokens)
    {
        foreach (var tier in ladder.Walk)
        {
            foreach (var endpoint in tier.Walk)
            {
                if (EndpointFilter.Fits(endpoint, tokens))
                    return tier;
            }
        }

        return null;
    }
}
