using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>
/// Where in a conversation a request stands: its <c>turns</c>, whether the last one is <c>short</c>, and the highest <c>tier</c> and the latest <c>endpoint</c> that answered in it
/// under the same contract, as far as its messages still say so.
/// </summary>
internal sealed class ConversationExtractor(TierLadder ladder) : ISignalExtractor
{
    /// <summary>The most units of a turn that says too little to be judged by itself, such as a "yes" or "and in German?".</summary>
    public const int ShortTurn = 80;

    private const int Few = 8;

    /// <summary>Most conversations are not far on and bear no mark. Signals are immutable, so they share theirs.</summary>
    private static readonly Signal[] Plain = [.. Enumerable.Range(0, Few * 2).Select(index => Measured(index / 2, index % 2 == 1, tier: null, endpoint: null).Shared())];

    public string Name => SignalNames.Conversation;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken)
    {
        var (turns, last, tier) = (0, (ChatMessage?)null, (Tier?)null);
        string? endpoint = null;
        for (var i = 0; i < request.Messages.Count; i++)
        {
            var message = request.Messages[i];
            if (message.Role == ChatRole.User)
                (turns, last) = (turns + 1, message);
            else if (message.Role == ChatRole.Assistant && MarkOf(message, request.Contract) is { } mark && ladder.TryGet(mark.Tier, out var answered))
                (tier, endpoint) = (tier?.Index > answered.Index ? tier : answered, EndpointOf(answered, mark) ?? endpoint);
        }

        var isShort = last is not null && IsShort(last);
        return new(tier is null && turns < Few ? Plain[(turns * 2) + (isShort ? 1 : 0)] : Measured(turns, isShort, tier?.Name, endpoint));
    }

    /// <summary>A mark of another contract says nothing of this one: what a draft needed, a label for the same conversation may not.</summary>
    private static ConversationMark? MarkOf(ChatMessage message, Contract contract)
    {
        for (var i = 0; i < message.Contents.Count; i++)
        {
            if (ConversationMark.Of(message.Contents[i]) is { } mark && string.Equals(mark.Contract, contract.Name, StringComparison.OrdinalIgnoreCase))
                return mark;
        }

        return null;
    }

    /// <summary>A name that no endpoint has is not taken over: a history that comes from outside may say anything there, and the signal goes on record.</summary>
    private static string? EndpointOf(Tier tier, ConversationMark mark)
    {
        foreach (var endpoint in tier.Walk)
        {
            if (string.Equals(endpoint.Name, mark.Endpoint, StringComparison.Ordinal))
                return endpoint.Name;
        }

        return null;
    }

    /// <summary>What is not text says nothing of how much it asks, so it does not make a turn long.</summary>
    private static bool IsShort(ChatMessage turn)
    {
        var units = 0;
        for (var i = 0; i < turn.Contents.Count && units <= ShortTurn; i++)
            units += turn.Contents[i] is TextContent { Text: { } text } ? Visible(text) : 0;
        return units <= ShortTurn;
    }

    /// <summary>How much there is to see, up to what makes a turn long: blanks in a row count as one, and what cannot be seen not at all, so that no padding makes it long.</summary>
    private static int Visible(ReadOnlySpan<char> text)
    {
        var (units, wasBlank) = (0, true);
        foreach (var unit in text.TrimEnd())
        {
            var isBlank = char.IsWhiteSpace(unit);
            if ((isBlank && wasBlank) || PlainUnits.Of(unit) == PlainUnits.Unseen)
                continue;
            wasBlank = isBlank;
            if (++units > ShortTurn)
                break;
        }

        return units;
    }

    private static Signal Measured(int turns, bool isShort, string? tier, string? endpoint)
    {
        var parts = new Dictionary<string, object>(4, StringComparer.Ordinal) { [ConversationParts.Turns] = turns, [ConversationParts.Short] = isShort };
        if (tier is not null)
            parts.Add(ConversationParts.Tier, tier);
        if (endpoint is not null)
            parts.Add(ConversationParts.Endpoint, endpoint);
        return Signal.OfKnownParts(SignalNames.Conversation, parts, turns);
    }
}
