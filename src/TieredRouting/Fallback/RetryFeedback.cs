using System.Text;
using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>Tells a model what was wrong with its answer, as path and rule, so that a retry is more than another throw of the dice.</summary>
internal static class RetryFeedback
{
    public static IReadOnlyList<ChatMessage> Append(IReadOnlyList<ChatMessage> messages, ChatResponse answer, IReadOnlyList<AnswerViolation> violations)
    {
        var words = new StringBuilder("The answer above cannot be used:\n");
        foreach (var violation in violations)
            words.Append("- ").Append(violation.Path.Length == 0 ? "the whole answer" : violation.Path).Append(": ").Append(violation.Rule).Append('\n');
        words.Append("Answer again, mending this, with the JSON alone.");
        return [.. messages, new ChatMessage(ChatRole.Assistant, answer.Text), new ChatMessage(ChatRole.User, words.ToString())];
    }
}
