using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using TieredRouting.Validation;

namespace TieredRouting.Feedback;

/// <summary>
/// Notices that the same was asked again: in the same conversation, a similar question, within a window. A conversation is known by the provider's id of it, or else by its contract and the
/// message it began with. What was asked is kept in memory for that, bounded, and goes nowhere else. Thread-safe.
/// </summary>
internal sealed class ReAskWatch
{
    /// <summary>How long after an answer a similar question counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>From where on two questions are the same in other words.</summary>
    public const double Similar = 0.5;

    private const int Capacity = 10_000;
    private const int LongestQuestion = 500;

    private readonly ConcurrentDictionary<(string, string), (string Question, RecentRoute Route)> _latest = new();
    private readonly ConcurrentQueue<(string, string)> _oldestFirst = new();

    /// <summary>Remembers a question, and gives the route that answered it before, where that is so.</summary>
    public RecentRoute? Ask(RecentRoute route, IReadOnlyList<ChatMessage> messages, string? conversation)
    {
        if (Question(messages) is not { } question)
            return null;
        var key = (route.Contract, conversation ?? Beginning(messages));
        var earlier = _latest.GetValueOrDefault(key);
        _latest[key] = (question, route);
        if (earlier.Route is null)
            Bound(key);
        return earlier.Route is { } answered && route.At - answered.At <= Window
            && (conversation is not null || WasAsked(messages, earlier.Question))
            && TextSimilarity.Between(earlier.Question, question) >= Similar ? answered : null;
    }

    /// <summary>Two people may begin alike: only who has the earlier question in their own history asks again.</summary>
    private static bool WasAsked(IReadOnlyList<ChatMessage> messages, string question)
    {
        for (var i = 0; i < messages.Count - 1; i++)
        {
            if (messages[i].Role == ChatRole.User && messages[i].Text == question)
                return true;
        }

        return false;
    }

    private static string? Question(IReadOnlyList<ChatMessage> messages) =>
        messages[^1].Role == ChatRole.User && messages[^1].Text is { Length: > 0 and <= LongestQuestion } text ? text : null;

    private static string Beginning(IReadOnlyList<ChatMessage> messages)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role == ChatRole.User)
                return messages[i].Text is { Length: > 200 } text ? text[..200] : messages[i].Text;
        }

        return string.Empty;
    }

    private void Bound((string, string) key)
    {
        _oldestFirst.Enqueue(key);
        if (_oldestFirst.Count > Capacity && _oldestFirst.TryDequeue(out var oldest))
            _latest.TryRemove(oldest, out _);
    }
}
