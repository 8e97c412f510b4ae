using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TieredRouting;

/// <summary>Stands around the host's decorators, function invocation among them: approvals of tool calls are bound on the way out, and looked at on the way in before anything runs.</summary>
internal sealed class ApprovedCallsChatClient(IChatClient inner, ApprovedCalls calls) : DelegatingChatClient(inner)
{
    public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        var answering = base.GetResponseAsync(calls.Checked(messages), options, cancellationToken);
        // What is there already and asks for nothing is handed on as it is.
        return answering.IsCompletedSuccessfully && !ApprovedCalls.Asks(answering.Result) ? answering : BoundAsync(answering);
    }

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        // What is wrong with a call is said at the call, not when somebody reads.
        return BoundAsync(base.GetStreamingResponseAsync(calls.Checked(messages), options, cancellationToken), cancellationToken);
    }

    /// <summary>The container owns the router itself, and ends it in its own way.</summary>
    protected override void Dispose(bool disposing)
    {
        if (InnerClient is not TieredRoutingChatClient)
            base.Dispose(disposing);
    }

    private async Task<ChatResponse> BoundAsync(Task<ChatResponse> answering)
    {
        var response = await answering;
        for (var i = 0; i < response.Messages.Count; i++)
            response.Messages[i].Contents = calls.Bound(response.Messages[i].Contents);
        return response;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> BoundAsync(IAsyncEnumerable<ChatResponseUpdate> updates, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var update in updates.WithCancellation(cancellationToken))
        {
            update.Contents = calls.Bound(update.Contents);
            yield return update;
        }
    }
}
