using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>Says what a message is to the router.</summary>
public static class ChatMessageRoutingExtensions
{
    /// <summary>
    /// Marks a message as a source, such as a passage that retrieval found: the gate <c>groundedness</c> holds answers to sources and to the results of tools. The mark is taken off
    /// before any model is called.
    /// </summary>
    /// <param name="message">The message; it stays as it is.</param>
    /// <returns>A copy with the mark.</returns>
    public static ChatMessage AsSource(this ChatMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SourceMark.On(message);
    }
}
