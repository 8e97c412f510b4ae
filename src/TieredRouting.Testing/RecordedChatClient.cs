using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TieredRouting.Testing;

/// <summary>Answers as a recorded endpoint did.</summary>
internal sealed class RecordedChatClient(RecordingSet recordings, string endpoint, TimeProvider? time) : IChatClient
{
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var (recording, answer) = recordings.Next([.. messages], endpoint);
        if (time is not null && answer.LatencyMs is { } latency)
            await Task.Delay(TimeSpan.FromMilliseconds(latency), time, cancellationToken);
        return answer.ToResponse(recording.Id, endpoint);
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var response = await GetResponseAsync(messages, options, cancellationToken);
        foreach (var update in response.ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // There is nothing to let go: the recordings are in memory.
    }
}
