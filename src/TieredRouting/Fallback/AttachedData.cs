using Microsoft.Extensions.AI;

namespace TieredRouting.Fallback;

/// <summary>Compares what answers hold beside their text: pictures, sounds, files and links. They agree where they are the same, one by one; what they show is not looked at.</summary>
internal static class AttachedData
{
    public static bool Is(AIContent content) => content is DataContent or UriContent or HostedFileContent;

    public static bool Agree(ChatResponse left, ChatResponse right) => Of(left).SequenceEqual(Of(right), Same.Instance);

    private static IEnumerable<AIContent> Of(ChatResponse response) =>
        response.Messages.SelectMany(message => message.Contents).Where(Is);

    private sealed class Same : IEqualityComparer<AIContent>
    {
        public static readonly Same Instance = new();

        public bool Equals(AIContent? left, AIContent? right) => (left, right) switch
        {
            (DataContent one, DataContent other) => one.MediaType == other.MediaType && one.Data.Span.SequenceEqual(other.Data.Span),
            (UriContent one, UriContent other) => one.MediaType == other.MediaType && one.Uri.OriginalString == other.Uri.OriginalString,
            (HostedFileContent one, HostedFileContent other) => one.FileId == other.FileId,
            _ => false,
        };

        public int GetHashCode(AIContent content) => 0;
    }
}
