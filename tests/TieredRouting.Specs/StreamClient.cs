using System.Threading.Channels;
using Microsoft.Extensions.AI;

namespace TieredRouting.Specs;

/// <summary>A model that only streams, and streams what it is told.</summary>
internal sealed class StreamClient(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> stream) : IChatClient
{
    /// <summary>A model that says what is written to a channel, when it is, and heeds no cancellation.</summary>
    public static StreamClient Of(Channel<ChatResponseUpdate> updates) => new(_ => updates.Reader.ReadAllAsync(CancellationToken.None));

    /// <summary>A model that says a text in pieces of so many characters.</summary>
    public static StreamClient Saying(string text, int chunk) => Of([.. text.Chunk(chunk).Select(piece => new ChatResponseUpdate(ChatRole.Assistant, new string(piece)))]);

    public static StreamClient Of(params ChatResponseUpdate[] updates) => new(_ => updates.ToAsyncEnumerable());

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => stream(cancellationToken);

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Nothing to let go of.
    }
}
