using Microsoft.Extensions.AI;

namespace TieredRouting.Benchmarks.Streaming;

/// <summary>The cheapest stream there can be: updates made once, each of them there before it is asked for. What is measured around it is the path's own.</summary>
internal sealed class FixedStreamClient(IReadOnlyList<ChatResponseUpdate> updates) : IChatClient
{
    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Only streams are measured.");

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        foreach (var update in updates)
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // There is nothing to let go.
    }
}
