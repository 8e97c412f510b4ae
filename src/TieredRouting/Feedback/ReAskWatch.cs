using Microsoft.Extensions.AI;
using TieredRouting.Economics;
using TieredRouting.Validation;

namespace TieredRouting.Feedback;

/// <summary>
/// Notices that the same was asked again: in the same conversation, a similar question, within a window. A conversation is known by the provider's id of it, or else by its contract and the
/// message it began with. Only what a provider holds in place of the caller is kept as text, in memory, bounded, and goes nowhere else. Thread-safe.
/// </summary>
internal sealed class ReAskWatch
{
    /// <summary>How long after an answer a similar question counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>From where on two questions are the same in other words.</summary>
    public const double Similar = 0.5;

    private const int Capacity = 10_000;
    private const int LongestQuestion = 500;
    private const int LongestBeginning = 200;

    private readonly BoundedMemory<(string Contract, TextKey Conversation), AskedQuestion> _latest = new(Capacity);

    /// <summary>Remembers a question, and gives the route that answered it before, where that is so.</summary>
    public RecentRoute? Ask(in RecentRoute route, IReadOnlyList<ChatMessage> messages, string? conversation)
    {
        if (Question(messages) is not { } question)
            return null;
        var key = (route.Contract, TextKey.Of(conversation ?? Beginning(messages)));
        var isKnown = _latest.TryRecall(key, out var earlier);
        _latest.Replace(key, new AskedQuestion(TextKey.Of(question), conversation is null ? null : question, route));
        return isKnown
            && route.At - earlier.Answered.At <= Window
            && (earlier.Text ?? InHistory(messages, earlier.Key)) is { } asked
            && TextSimilarity.Between(asked, question) >= Similar ? earlier.Answered : null;
    }

    /// <summary>Two people may begin alike: only who has the earlier question in their own history asks again.</summary>
    private static string? InHistory(IReadOnlyList<ChatMessage> messages, TextKey question)
    {
        for (var i = 0; i < messages.Count - 1; i++)
        {
            if (messages[i].Role == ChatRole.User && messages[i].Text is { Length: <= LongestQuestion } text && TextKey.Of(text) == question)
                return text;
        }

        return null;
    }

    private static string? Question(IReadOnlyList<ChatMessage> messages) =>
        messages[^1].Role == ChatRole.User && messages[^1].Text is { Length: > 0 and <= LongestQuestion } text ? text : null;

    private static ReadOnlySpan<char> Beginning(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role == ChatRole.User)
                return messages[i].Text is { Length: > LongestBeginning } text ? text.AsSpan(0, LongestBeginning) : messages[i].Text;
        }

        return default;
    }
}
