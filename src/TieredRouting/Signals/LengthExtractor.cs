using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>
/// How long the request is. The estimate is enough for most; the exact counter, where there is one, is asked only when
/// the estimate lies near a context window or near what the contract's money buys, since it costs a thousand times as much.
/// </summary>
internal sealed class LengthExtractor(TierLadder ladder, TokenCounter? exactCounter) : ISignalExtractor
{
    public string Name => SignalNames.Length;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var length = Estimate(request, counter: null);
        var exact = exactCounter is not null && NearABound(length.Tokens, request.Contract);
        if (exact)
            length = Estimate(request, exactCounter);
        return new(length.Unmeasured > 0
            ? Signal.UnavailableBut(Name, "the request holds content that is not text", new Dictionary<string, object> { [LengthParts.AtLeast] = length.Tokens })
            : ToSignal(length, exact));
    }

    private static TokenEstimate Estimate(SignalRequest request, TokenCounter? counter) =>
        TokenEstimate.Of(request.Messages, request.Options?.Instructions, counter)
            .PlusText(request.Contract.Prompt.Instructions, counter)
            .PlusTokens(TokenEstimate.OfTools(request.Options?.Tools) + OfSchema(request));

    /// <summary>The contract's schema, or the one the caller brings where the contract has none, and what is asked around it.</summary>
    private static int OfSchema(SignalRequest request) =>
        ((request.Contract.Schema ?? (request.Options?.ResponseFormat as ChatResponseFormatJson)?.Schema) is { } schema ? TokenEstimate.OfSchema(schema) : 0)
        + (request.Contract.Confidence is { Ask: true } ? ConfidenceCheck.EnvelopeTokens : 0);

    private static Signal ToSignal(TokenEstimate length, bool exact)
    {
        var parts = new LengthParts(length.Tokens, length.Characters, exact);
        return Signal.OfKnownParts(SignalNames.Length, parts, parts.Tokens);
    }

    /// <summary>The estimate may be off by half in either direction; within that distance of a bound, it decides nothing.</summary>
    private bool NearABound(long tokens, Contract contract)
    {
        foreach (var tier in ladder.Walk)
        {
            foreach (var endpoint in tier.Walk)
            {
                if (Near(tokens, endpoint.ContextWindow) || Near(endpoint.Price?.Input * tokens / 1_000_000m, contract.Fallback.MaxCost))
                    return true;
            }
        }

        return false;
    }

    private static bool Near(decimal? estimate, decimal? bound) => estimate >= bound / 2 && estimate <= bound * 2;
}
