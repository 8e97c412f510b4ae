using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using TieredRouting.Testing;

namespace TieredRouting.Evaluation;

/// <summary>Answers as an endpoint did, taking the time it took.</summary>
internal sealed class ReplayedEndpoint(string name, ReplaySession session) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (recording, answer) = session.Next(name);
        if (answer.LatencyMs is { } latency and > 0)
            await session.Time.PassAsync(TimeSpan.FromMilliseconds(latency), cancellationToken);
        return answer.ToResponse(recording, name);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // There is nothing to let go.
    }
}
