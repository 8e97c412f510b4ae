namespace TieredRouting.Endpoints;

/// <summary>Chooses the endpoint that a tier's next call goes to.</summary>
internal interface IEndpointChoice
{
    /// <summary>Chooses one.</summary>
    /// <param name="available">Those that are allowed and have not failed the request, at least two, in the order of their names.</param>
    TierEndpoint Pick(ReadOnlySpan<TierEndpoint> available);
}
