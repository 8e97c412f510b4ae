using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Redaction;
using TieredRouting.Signals;

namespace TieredRouting.Fallback;

/// <summary>A call that answers no request but serves it, before it is measured and priced.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Contract">The contract of the request.</param>
/// <param name="Lane">The request's lane.</param>
/// <param name="Messages">What is asked.</param>
/// <param name="MaxOutputTokens">The most tokens that the answer may have.</param>
/// <param name="Budget">What pays for it.</param>
internal sealed record SideCall(CallKind Kind, TierEndpoint Endpoint, Contract Contract, Lane Lane, ChatMessage[] Messages, int MaxOutputTokens, RouteBudget Budget)
{
    /// <summary>What stands for the request's sensitive texts; <see langword="null"/> where nothing is redacted.</summary>
    public Placeholders? Placeholders { get; init; }

    /// <summary>What recognizers found in the request.</summary>
    public RecognizedText? Recognized { get; init; }
}
