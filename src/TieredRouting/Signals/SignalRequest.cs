using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>What extractors read: one request as it came in. The messages are a snapshot and must not be changed.</summary>
public sealed class SignalRequest
{
    internal SignalRequest(Contract contract, IReadOnlyList<ChatMessage> messages, ChatOptions? options = null, RequestFacts? facts = null)
    {
        Contract = contract;
        Messages = messages;
        Options = options;
        Facts = facts ?? RequestFacts.None;
    }

    /// <summary>The contract the request is under.</summary>
    public Contract Contract { get; }

    /// <summary>The messages, oldest first.</summary>
    public IReadOnlyList<ChatMessage> Messages { get; }

    /// <summary>The caller's options, or <see langword="null"/>.</summary>
    public ChatOptions? Options { get; }

    /// <summary>What the caller states about the request.</summary>
    public RequestFacts Facts { get; }
}
