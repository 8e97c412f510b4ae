namespace TieredRouting.Signals;

/// <summary>The parts of the conversation signal.</summary>
internal static class ConversationParts
{
    /// <summary>How many turns the user has taken, the last one included.</summary>
    public const string Turns = "turns";

    /// <summary>Whether the last turn says too little to be judged by itself.</summary>
    public const string Short = "short";

    /// <summary>The highest tier that answered in the conversation.</summary>
    public const string Tier = "tier";

    /// <summary>The endpoint that answered last.</summary>
    public const string Endpoint = "endpoint";

    public static IReadOnlyList<string> Names { get; } = [Turns, Short, Tier, Endpoint];

    /// <summary>The tier of a conversation, where it is known and on the ladder.</summary>
    public static Tier? TierOf(SignalSet signals, TierLadder ladder) =>
        signals[SignalNames.Conversation]?.Text(Tier) is { } named && ladder.TryGet(named, out var tier) ? tier : null;
}
