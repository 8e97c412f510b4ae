using Microsoft.Extensions.AI;

namespace TieredRouting.Benchmarks.RequestPath;

/// <summary>The cheapest client there can be: one answer, made once, in a task that has ended. What is measured around it is the path's own.</summary>
internal sealed class FixedAnswerClient(string text) : IChatClient
{
    private readonly Task<ChatResponse> _answer = Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
    {
        FinishReason = ChatFinishReason.Stop,
        Usage = new UsageDetails { InputTokenCount = 129, OutputTokenCount = 75, TotalTokenCount = 204 },
    });

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => _answer;

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Only whole answers are measured.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // There is nothing to let go.
    }
}
