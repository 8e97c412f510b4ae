namespace TieredRouting.Signals;

/// <summary>
/// How long the request is. The estimate is enough for most; the exact counter, where there is one, is asked only when
/// the estimate lies near a context window or near what the contract's money buys, since it costs a thousand times as much.
/// </summary>
internal sealed class LengthExtractor(TierLadder ladder, Func<string, int>? exactCounter) : ISignalExtractor
{
    public string Name => SignalNames.Length;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var instructions = request.Contract.Prompt.Instructions;
        var length = TokenEstimate.Of(request.Messages, instructions);
        if (length.Unmeasured > 0)
            return new(Signal.Unavailable(Name, "the request holds content that is not text"));
        if (exactCounter is null || !NearABound(length.Tokens, request.Contract))
            return new(ToSignal(length, exact: false));
        return new(ToSignal(TokenEstimate.Of(request.Messages, instructions, exactCounter), exact: true));
    }

    private static Signal ToSignal(TokenEstimate length, bool exact)
    {
        var parts = new LengthParts(length.Tokens, length.Characters, exact);
        return Signal.OfKnownParts(SignalNames.Length, parts, parts.Tokens);
    }

    /// <summary>The estimate may be off by half in either direction; within that distance of a bound, it decides nothing.</summary>
    private bool NearABound(long tokens, Contract contract)
    {
        foreach (var tier in ladder.Tiers)
        {
            foreach (var endpoint in tier.Endpoints)
            {
                if (Near(tokens, endpoint.ContextWindow) || Near(endpoint.Price?.Input * tokens / 1_000_000m, contract.Fallback.MaxCost))
                    return true;
            }
        }

        return false;
    }

    private static bool Near(decimal? estimate, decimal? bound) => estimate >= bound / 2 && estimate <= bound * 2;
}
