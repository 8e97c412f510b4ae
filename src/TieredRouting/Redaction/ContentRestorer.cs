using Microsoft.Extensions.AI;

namespace TieredRouting.Redaction;

/// <summary>
/// Restores the contents of an answer, as they come. What is said and what is thought are each one text, however they are cut and mixed; between them and what is neither, such as a
/// tool call, no placeholder goes on.
/// </summary>
internal sealed class ContentRestorer(Placeholders placeholders, bool asksJson)
{
    private readonly TextRestorer _said = new(placeholders, asksJson);
    private readonly TextRestorer _thought = new(placeholders, asJson: false);
    private readonly ContentRewriter _others = new((text, _) => placeholders.Restore(text, asJson: false), sends: false);

    /// <summary>The contents with everything in its place; the same list where nothing changes.</summary>
    public IList<AIContent> Restore(IList<AIContent> contents)
    {
        List<AIContent>? restored = null;
        for (var i = 0; i < contents.Count; i++)
        {
            IReadOnlyList<AIContent> rest = contents[i] is TextContent or TextReasoningContent or UsageContent ? [] : Rest();
            var content = Restore(contents[i]);
            if (restored is null && rest.Count == 0 && ReferenceEquals(content, contents[i]))
                continue;
            restored ??= [.. contents.Take(i)];
            restored.AddRange(rest);
            restored.Add(content);
        }

        return restored ?? contents;
    }

    /// <summary>What is held back, where no more comes.</summary>
    public IReadOnlyList<AIContent> Rest()
    {
        var (thought, said) = (_thought.Rest(), _said.Rest());
        return (thought.Length, said.Length) switch
        {
            (0, 0) => [],
            (_, 0) => [new TextReasoningContent(thought)],
            (0, _) => [new TextContent(said)],
            _ => [new TextReasoningContent(thought), new TextContent(said)],
        };
    }

    private AIContent Restore(AIContent content) => content switch
    {
        TextContent text => Restored(text, text.Text, _said, static (_, restored) => new TextContent(restored)),
        TextReasoningContent thought => Restored(thought, thought.Text, _thought, static (from, restored) => new TextReasoningContent(restored) { ProtectedData = from.ProtectedData }),
        _ => _others.Rewrite(content),
    };

    private static T Restored<T>(T content, string text, TextRestorer restorer, Func<T, string, T> make)
        where T : AIContent
    {
        var restored = restorer.Add(text);
        if (ReferenceEquals(restored, text))
            return content;
        var copy = make(content, restored);
        (copy.AdditionalProperties, copy.Annotations) = (content.AdditionalProperties, content.Annotations);
        return copy;
    }
}
