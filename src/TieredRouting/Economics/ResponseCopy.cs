using Microsoft.Extensions.AI;

namespace TieredRouting.Economics;

/// <summary>Copies a response. The provider's own is never changed: a cache or a test may hand the same object out again.</summary>
internal static class ResponseCopy
{
    public static ChatResponse Of(ChatResponse response, IEnumerable<ChatMessage> messages) => new([.. messages])
    {
        ResponseId = response.ResponseId,
        ConversationId = response.ConversationId,
        ModelId = response.ModelId,
        CreatedAt = response.CreatedAt,
        FinishReason = response.FinishReason,
        Usage = response.Usage,
        RawRepresentation = response.RawRepresentation,
        AdditionalProperties = response.AdditionalProperties?.Clone(),
    };
}
