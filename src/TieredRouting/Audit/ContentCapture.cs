using System.Text;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Audit;

/// <summary>Takes down what was asked and answered, with the kind of a finding in the finding's place.</summary>
internal static class ContentCapture
{
    /// <summary>The role of the instructions, which are no message, though an endpoint may make one of them.</summary>
    public const string Instructions = "instructions";

    public static AuditContent Of(IReadOnlyList<ChatMessage> messages, ChatOptions? options, string? answer)
    {
        var texts = new List<AuditMessage>(messages.Count + 1);
        Add(texts, Instructions, options?.Instructions);
        foreach (var message in messages)
            Add(texts, message.Role.Value, TextOf(message));
        return new AuditContent(texts, answer is null ? null : Redacted(answer));
    }

    /// <summary>A text without what the policy lane's detectors find in it.</summary>
    public static string Redacted(string text)
    {
        var found = PolicyLaneExtractor.Find(text);
        if (found.Count == 0)
            return text;
        var redacted = new StringBuilder(text.Length);
        var end = 0;
        foreach (var evidence in found)
        {
            redacted.Append(text, end, evidence.Start - end).Append('[').Append(evidence.Kind).Append(']');
            end = evidence.Start + evidence.Length;
        }

        return redacted.Append(text, end, text.Length - end).ToString();
    }

    /// <summary>The parts of a message as <see cref="RequestText"/> has them, save what tools gave back; in one piece where more is found that way, since an address that was cut into two parts is an address.</summary>
    private static string TextOf(ChatMessage message)
    {
        var (together, apart) = (message.Text, string.Join('\n', message.Contents.OfType<TextContent>().Select(static part => part.Text)));
        return apart.Length > together.Length && PolicyLaneExtractor.Find(together).Count > PolicyLaneExtractor.Find(apart).Count ? together : apart;
    }

    private static void Add(List<AuditMessage> texts, string role, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            texts.Add(new AuditMessage(role, Redacted(text)));
    }
}
