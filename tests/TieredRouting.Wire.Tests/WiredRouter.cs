using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>
/// A router over two providers behind sockets: <c>small</c>, and <c>large</c> above it. Both speak OpenAI's protocol unless another client is given for the small one. What they are to do is said by their replies.
/// </summary>
internal sealed class WiredRouter : IAsyncDisposable
{
    private readonly Router _router;

    private WiredRouter(ModelServer small, ModelServer large, Func<ModelServer, IChatClient> client, Action<ContractBuilder>? contract, Action<ChatClientBuilder>? around)
    {
        (Small, Large) = (small, large);
        _router = Router.On(
            (_, tiers) => tiers
                .AddTier("small", tier => tier.UseClient(client(small)).PricedAt(1, 2))
                .AddTier("large", tier => tier.UseClient(OpenAIWire.Client(large)).PricedAt(10, 20)),
            work =>
            {
                work.ForIntent(TaskIntent.Classify);
                contract?.Invoke(work);
            },
            around);
    }

    public ModelServer Small { get; }

    public ModelServer Large { get; }

    /// <summary>The router itself, with its clock and records.</summary>
    public Router Router => _router;

    public RouteResult Route => _router.Record.Route;

    /// <summary>A router whose large model answers "large", however it is asked.</summary>
    public static async Task<WiredRouter> StartAsync(Reply small, Action<ContractBuilder>? contract = null, Func<ModelServer, IChatClient>? client = null, Action<ChatClientBuilder>? around = null) =>
        new(await ModelServer.StartAsync(small), await ModelServer.StartAsync(OpenAIWire.Either("large")), client ?? (server => OpenAIWire.Client(server)), contract, around);

    /// <summary>Asks, or streams and puts the updates together.</summary>
    public async Task<ChatResponse> AskAsync(bool streaming = false, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        streaming ? await _router.Stream(options: options, cancellationToken: cancellationToken).ToChatResponseAsync(CancellationToken.None) : await _router.Ask(options: options, cancellationToken: cancellationToken);

    /// <summary>Lets the clock go on, a little at a time, until what is waited for has come: what comes over a socket comes when it comes.</summary>
    public async Task LetTimePassUntilAsync(Task done, TimeSpan step)
    {
        while (!done.IsCompleted)
        {
            _router.Time.Advance(step);
            await Task.WhenAny(done, Task.Delay(1));
        }
    }

    public async ValueTask DisposeAsync()
    {
        _router.Dispose();
        await Small.DisposeAsync();
        await Large.DisposeAsync();
    }
}
