using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>
/// A router over two providers behind sockets: <c>small</c>, and <c>large</c> above it. Both speak OpenAI's protocol unless other clients are given. What they are to do is said by their replies.
/// </summary>
internal sealed class WiredRouter : IAsyncDisposable
{
    private readonly Router _router;

    private WiredRouter(ModelServer small, ModelServer large, Func<ModelServer, IChatClient> client, Func<ModelServer, IChatClient> largeClient, Action<ContractBuilder>? contract, Action<ChatClientBuilder>? around, Action<TierBuilder>? smallAs, Action<TierBuilder>? largeAs, IAnswerGate? gate, Action<TieredRoutingBuilder>? routing)
    {
        (Small, Large) = (small, large);
        _router = Router.On(
            (_, tiers) =>
            {
                tiers
                    .AddTier("small", tier => Describe(tier, new Witness(client(small), small), 1, smallAs))
                    .AddTier("large", tier => Describe(tier, largeClient(large), 10, largeAs));
                if (gate is not null)
                    tiers.AddGate(gate);
                routing?.Invoke(tiers);
            },
            work =>
            {
                work.ForIntent(TaskIntent.Classify);
                if (gate is not null)
                    work.WithGates(gate.Name);
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
    public static async Task<WiredRouter> StartAsync(Reply small, Action<ContractBuilder>? contract = null, Func<ModelServer, IChatClient>? client = null, Action<ChatClientBuilder>? around = null, Action<TierBuilder>? smallAs = null, Action<TierBuilder>? largeAs = null, Reply? large = null, IAnswerGate? gate = null, Func<ModelServer, IChatClient>? largeClient = null, Action<TieredRoutingBuilder>? routing = null) =>
        new(await ModelServer.StartAsync(small), await ModelServer.StartAsync(large ?? OpenAIWire.Either("large")), client ?? (server => OpenAIWire.Client(server)), largeClient ?? (server => OpenAIWire.Client(server)), contract, around, smallAs, largeAs, gate, routing);

    private static void Describe(TierBuilder tier, IChatClient client, decimal price, Action<TierBuilder>? more)
    {
        tier.UseClient(client).PricedAt(price, 2 * price);
        more?.Invoke(tier);
    }

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

    /// <summary>Tells a server what its client has read of a stream.</summary>
    private sealed class Witness(IChatClient client, ModelServer server) : DelegatingChatClient(client)
    {
        public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                if (update.Text.Length > 0)
                    server.NoteRead();
                yield return update;
            }
        }
    }
}
