using Microsoft.Extensions.AI;
using TieredRouting.Economics;

namespace TieredRouting.Fallback;

/// <summary>
/// Replaces a reservation by the true cost. Where the provider reported no usage, the reservation itself is booked as
/// spent and marked estimated; an error before any work is booked as free. Either way, nothing stays reserved.
/// </summary>
internal static class Settlement
{
    /// <summary>A count beyond this is no count: it is hundreds of times what any window holds, and would spoil every sum it is added to.</summary>
    private const long MostTokens = 1_000_000_000;

    public static ModelCallResult Of(ModelCall call, ChatResponse response, TimeSpan duration)
    {
        if (UsageOf(response.Usage) is not { } known)
            return SettlePart(call, begun: null, new ModelCallResult { Response = response, Duration = duration }, mayBeBilled: true);
        // Most calls end here, so the result is made once and not changed on a copy.
        return new ModelCallResult { Response = response, Duration = duration, Usage = known, Cost = Paid(call, known), Redacted = call.Restoring?.Redacted };
    }

    public static ModelCallResult Of(ModelCall call, Exception exception, TimeSpan duration) =>
        SettlePart(call, begun: null, new ModelCallResult { Exception = exception, Duration = duration }, ErrorClassifier.MayBeBilled(exception));

    public static ModelCallResult Settle(ModelCall call, TokenUsage? usage, ModelCallResult result, bool mayBeBilled)
    {
        return usage is { } known
            ? result with { Usage = usage, Cost = Paid(call, known), Redacted = call.Restoring?.Redacted }
            : SettlePart(call, usage, result, mayBeBilled);
    }

    /// <summary>Settles a call whose usage is not known, or only that of its beginning.</summary>
    public static ModelCallResult SettlePart(ModelCall call, TokenUsage? begun, ModelCallResult result, bool mayBeBilled)
    {
        var used = begun is { } known ? call.Endpoint.CostOf(known) : 0m;
        var cost = mayBeBilled ? Math.Max(call.WorstCase, used) : 0m;
        call.Budget.Settle(call.WorstCase, cost);
        return result with { Cost = cost, Estimated = mayBeBilled, Redacted = call.Restoring?.Redacted };
    }

    private static decimal Paid(ModelCall call, TokenUsage usage)
    {
        var cost = call.Endpoint.CostOf(usage);
        call.Budget.Settle(call.WorstCase, cost);
        return cost;
    }

    /// <summary>The tokens a call used: <see langword="null"/> where nobody knows, none where nothing was billed.</summary>
    public static long? TokensOf(ModelCallResult result) =>
        result.Usage is { } used ? used.Input + used.Output : result.Estimated ? null : 0;

    /// <summary>The usage a provider reported; <see langword="null"/> when it reported none, only half of it, or nonsense.</summary>
    public static TokenUsage? UsageOf(UsageDetails? usage)
    {
        if (usage is not { InputTokenCount: >= 0 and <= MostTokens and var input, OutputTokenCount: >= 0 and <= MostTokens and var output })
            return null;
        return new TokenUsage(
            input,
            Math.Clamp(usage.CachedInputTokenCount ?? 0, 0, input),
            output,
            Math.Clamp(usage.ReasoningTokenCount ?? 0, 0, MostTokens));
    }
}
