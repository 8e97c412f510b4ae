using TieredRouting.Signals;
using TieredRouting.Tiers;

namespace TieredRouting.Policies;

/// <summary>
/// A short turn says nothing of how hard its conversation is, so it keeps the tier that the conversation has needed. A conversation that never went beyond the contract's start is not a
/// hard one, and no tier beyond the contract's highest is kept.
/// </summary>
internal sealed class ConversationRule : IRoutingRule
{
    public string Name => "conversation";

    public Requirement? Evaluate(RuleContext context)
    {
        if (context.Signals[SignalNames.Conversation]?.Flag(ConversationParts.Short) != true || ConversationParts.TierOf(context.Signals, context.Ladder) is not { } needed)
            return null;
        var highest = context.Contract.MaxTier is { } named && context.Ladder.TryGet(named, out var max) && max.Index < needed.Index ? max : needed;
        return highest.Index <= StartTier.Of(context.Contract, context.Ladder, highest.Index, TierLimits.None, degradedBy: null).Index
            ? null
            : new Requirement($"a short turn of a conversation that needed '{needed.Name}'") { Signal = SignalNames.Conversation, MinimumTier = highest.Name };
    }
}
