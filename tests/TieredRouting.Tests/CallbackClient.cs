using Microsoft.Extensions.AI;

namespace TieredRouting.Tests;

/// <summary>A client made of a lambda; it answers whole only.</summary>
internal sealed class CallbackClient(Func<CancellationToken, Task<ChatResponse>> answer) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => answer(cancellationToken);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Only whole answers are asked for.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // Nothing to let go of.
    }
}
