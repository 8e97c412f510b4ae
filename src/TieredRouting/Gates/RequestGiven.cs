using TieredRouting.Signals;

namespace TieredRouting.Gates;

/// <summary>The texts that a request gives a model to go by.</summary>
internal static class RequestGiven
{
    /// <summary>All it was given: what was said, what tools gave back, and its instructions.</summary>
    public static IEnumerable<string> All(SignalRequest request) => Instructions(request).Prepend(request.Text);

    /// <summary>What the contract and the host tell the model, and what they gave it as sources: no user says any of it.</summary>
    public static IEnumerable<string> Trusted(SignalRequest request) =>
        Instructions(request).Concat(SourceMark.SystemTexts(request.Messages)).Concat(SourceMark.Sources(request.Messages));

    private static IEnumerable<string> Instructions(SignalRequest request) =>
        ((string?[])[request.Contract.Prompt.Instructions, request.Contract.Prompt.Narrow, request.Options?.Instructions]).OfType<string>();
}
