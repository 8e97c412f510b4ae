using System.Collections.Frozen;
using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>
/// Knows the wires that say why every answer ended. There, a stream that ends and does not say so was cut off: a closed
/// connection looks no different. Of other clients nothing is known, and their answers may end without a reason.
/// </summary>
internal static class FinishReasons
{
    /// <summary>By the name that their clients give in their metadata.</summary>
    private static readonly FrozenSet<string> Wires = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "openai", "azure.ai.openai", "ollama", "anthropic");

    public static bool AreGivenBy(TierEndpoint endpoint) =>
        endpoint.Client.GetService(typeof(ChatClientMetadata)) is ChatClientMetadata { ProviderName: { } wire } && Wires.Contains(wire);
}
