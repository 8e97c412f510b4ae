using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Redaction;

namespace TieredRouting.Fallback;

/// <summary>
/// The placeholders of conversations that providers hold, in this process: a request that goes on with one says only what is new, and the model may speak of what it was told before. Where
/// the whole conversation is sent, it is redacted anew each time, and nothing is kept. Bounded: placeholders of a forgotten or foreign conversation are left in answers as they are.
/// </summary>
internal sealed class PlaceholderMemory
{
    public const int Capacity = 10_000;

    private const int FarAway = 1_000_000;

    private readonly BoundedMemory<HeldConversation, Placeholders> _held = new(Capacity);

    /// <summary>The placeholders of a request: those of the conversation it goes on with, or new ones.</summary>
    public Placeholders For(ChatOptions? options)
    {
        if (options?.ConversationId is not { } outward)
            return new Placeholders();
        var (endpoint, _, conversation) = ConversationPin.Inward(outward);
        // What the model was told by another process must not be taken for what it is told now.
        return endpoint is not null && _held.TryRecall(new HeldConversation(endpoint, conversation), out var held) ? held : new Placeholders(Random.Shared.Next(FarAway, FarAway * 900));
    }

    public void Remember(Placeholders? placeholders)
    {
        if (placeholders is null or { IsEmpty: true })
            return;
        foreach (var conversation in placeholders.TakeConversations())
            _held.Remember(conversation, placeholders);
    }
}
