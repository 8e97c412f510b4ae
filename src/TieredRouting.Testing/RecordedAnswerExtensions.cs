using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Testing;

/// <summary>Reads what a recording says about an answer.</summary>
public static class RecordedAnswerExtensions
{
    internal const string Correct = "recording.correct";

    /// <summary>Whether a replayed answer was right, or <see langword="null"/> for an answer that is not from a recording. An answer that was kept as JSON, such as a held draft, says so too.</summary>
    /// <param name="response">The answer.</param>
    /// <returns>Whether it was right.</returns>
    public static bool? IsRecordedCorrect(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.AdditionalProperties?.GetValueOrDefault(Correct) switch
        {
            bool correct => correct,
            JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False } correct => correct.GetBoolean(),
            _ => null,
        };
    }

    /// <summary>The answer as its endpoint gave it.</summary>
    internal static ChatResponse ToResponse(this RecordedAnswer answer, string recording, string endpoint) => new(new ChatMessage(ChatRole.Assistant, answer.Text))
    {
        ResponseId = recording,
        ModelId = endpoint,
        FinishReason = ChatFinishReason.Stop,
        Usage = new UsageDetails { InputTokenCount = answer.InputTokens, OutputTokenCount = answer.OutputTokens, TotalTokenCount = answer.InputTokens + answer.OutputTokens },
        AdditionalProperties = new AdditionalPropertiesDictionary { [Correct] = answer.Correct },
    };
}
