using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>The one text that evidence's offsets count in.</summary>
internal static class RequestText
{
    /// <summary>
    /// The text contents of every message but the model's own (the user's, the system's, a tool's), in order, with a line
    /// feed between two. A single one is given as it is, without a copy.
    /// </summary>
    public static string Of(IReadOnlyList<ChatMessage> messages)
    {
        string? only = null;
        List<string>? several = null;
        for (var i = 0; i < messages.Count; i++)
        {
            if (messages[i].Role == ChatRole.Assistant)
                continue;
            var contents = messages[i].Contents;
            for (var j = 0; j < contents.Count; j++)
            {
                if (contents[j] is not TextContent content)
                    continue;
                if (only is null)
                    only = content.Text;
                else
                    (several ??= [only]).Add(content.Text);
            }
        }

        return several is null ? only ?? "" : string.Join('\n', several);
    }
}
