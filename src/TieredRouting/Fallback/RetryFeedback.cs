using System.Text;
using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>Tells a model what was wrong with its answer, as path and rule, so that a retry is more than another throw of the dice.</summary>
internal static class RetryFeedback
{
    private const int MostCharacters = 32_768;

    public static IReadOnlyList<ChatMessage> Append(IReadOnlyList<ChatMessage> messages, ChatResponse answer, IReadOnlyList<AnswerViolation> violations)
    {
        var words = new StringBuilder("The last answer cannot be used:\n");
        foreach (var violation in violations)
            words.Append("- ").Append(violation.Path.Length == 0 ? "the whole answer" : violation.Path).Append(": ").Append(violation.Rule).Append('\n');
        words.Append("Answer again, mending this, with the JSON alone.");
        var mend = new ChatMessage(ChatRole.User, words.ToString());
        // Providers refuse an empty turn, and a runaway answer is not worth paying for again.
        return answer.Text is { Length: <= MostCharacters } said && !string.IsNullOrWhiteSpace(said)
            ? [.. messages, new ChatMessage(ChatRole.Assistant, said), mend]
            : [.. messages, mend];
    }
}
