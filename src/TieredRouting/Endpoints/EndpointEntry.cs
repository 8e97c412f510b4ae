namespace TieredRouting.Endpoints;

/// <summary>A call that asks to be let in.</summary>
/// <param name="Endpoint">Where it goes.</param>
/// <param name="Tokens">What it may come to at worst, prompt and answer together.</param>
/// <param name="NeedsJudgement">Whether it may use the share that is kept for work that needs judgement.</param>
internal readonly record struct EndpointEntry(TierEndpoint Endpoint, long Tokens, bool NeedsJudgement)
{
    /// <summary>The limits of all calls together.</summary>
    public EndpointLimits Limits => Endpoint.Limits!;
}
