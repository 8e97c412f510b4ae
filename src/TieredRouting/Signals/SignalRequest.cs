using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting;

/// <summary>What extractors and gates read: one request as it came in. The messages are a snapshot and must not be changed.</summary>
public sealed class SignalRequest
{
    private string? _text;
    private ulong _cues;

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

    /// <summary>Whether the contract is not the caller's word, but was chosen.</summary>
    internal bool IsChosen { get; init; }

    /// <summary>What the caller states about the request.</summary>
    public RequestFacts Facts { get; }

    /// <summary>
    /// The request's text, which evidence's offsets count in: the text contents of all messages and the results of tools that are text, JSON or text contents,
    /// in order, with one line feed between two. Instructions, reasoning, calls and content that is not text are no part of it.
    /// </summary>
    public string Text => _text ??= RequestText.Of(Messages);

    /// <summary>All that the policy lane's detectors and the application's recognizers found in the text, in order and without overlaps; empty where there are no recognizers.</summary>
    internal IReadOnlyList<SignalEvidence> Recognized { get; set; } = [];

    /// <summary>What one look over the text saw, for all extractors.</summary>
    internal Cues Cues
    {
        get
        {
            if (Volatile.Read(ref _cues) == 0)
                Volatile.Write(ref _cues, (ulong)CueScan.Of(Text));
            return (Cues)_cues;
        }
    }
}
