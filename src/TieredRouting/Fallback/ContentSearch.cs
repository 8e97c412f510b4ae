using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>Looks for a kind of content. Every answer is looked through several times, so this walks by index: an iterator for each look would cost more than the look.</summary>
internal static class ContentSearch
{
    public static bool Holds(this ChatResponse response, Func<AIContent, bool> kind)
    {
        for (var i = 0; i < response.Messages.Count; i++)
        {
            if (response.Messages[i].Contents.Holds(kind))
                return true;
        }

        return false;
    }

    public static bool Holds(this IList<AIContent> contents, Func<AIContent, bool> kind)
    {
        for (var i = 0; i < contents.Count; i++)
        {
            if (kind(contents[i]))
                return true;
        }

        return false;
    }
}
