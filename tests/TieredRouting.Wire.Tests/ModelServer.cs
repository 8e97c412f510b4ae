using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace TieredRouting.Wire.Tests;

/// <summary>What a server does with one request.</summary>
internal delegate Task Reply(HttpContext context);

/// <summary>
/// A provider behind a socket of this machine. It does with each request what the next of its replies says, and remembers what it was asked. A request
/// beyond them is answered with an error that says so.
/// </summary>
internal sealed class ModelServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<Reply> _replies;
    private readonly ConcurrentQueue<Asked> _asked = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _read = new(0);
    private Socket? _place;
    private int _closed;

    private ModelServer(Reply[] replies)
    {
        _replies = new(replies);
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        _application = builder.Build();
        _application.Run(ReplyAsync);
    }

    /// <summary>What it was asked so far, in order.</summary>
    public IReadOnlyList<Asked> Requests => [.. _asked];

    /// <summary>Where it is.</summary>
    public Uri Address => _place is { LocalEndPoint: { } place } ? new($"http://{place}") : new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<ModelServer> StartAsync(params Reply[] replies)
    {
        var server = new ModelServer(replies);
        await server._application.StartAsync();
        return server;
    }

    /// <summary>An address where nobody listens, and that nobody else can take meanwhile.</summary>
    public static ModelServer Absent()
    {
        var server = new ModelServer([]) { _place = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) };
        server._place.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return server;
    }

    /// <summary>Does this with a request that is still to come.</summary>
    public ModelServer Then(params Reply[] replies)
    {
        foreach (var reply in replies)
            _replies.Enqueue(reply);
        return this;
    }

    /// <summary>Ends when a client has read the next word.</summary>
    public Task ReadAsync(CancellationToken cancellationToken) => _read.WaitAsync(cancellationToken);

    /// <summary>Notes that a client has read a word.</summary>
    public void NoteRead() => _read.Release();

    /// <summary>Ends when the next request has been read whole.</summary>
    public Task ArrivedAsync() => _arrived.WaitAsync(TimeSpan.FromSeconds(30));

    /// <summary>Is no longer there. May be said twice.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _closed, 1) != 0)
            return;
        _place?.Dispose();
        await _closing.CancelAsync();
        await _application.StopAsync(new CancellationToken(canceled: true));
        await _application.DisposeAsync();
        _closing.Dispose();
        _arrived.Dispose();
        _read.Dispose();
    }

    private async Task ReplyAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        var asked = new Asked(context.Request.Path, body.RootElement.Clone());
        context.Items[nameof(Asked)] = asked;
        context.Items[nameof(ModelServer)] = this;
        _asked.Enqueue(asked);
        _arrived.Release();
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _closing.Token);
        context.RequestAborted = gone.Token;
        try
        {
            await (_replies.TryDequeue(out var reply) ? reply : Http.Status(418, "no reply is left"))(context);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client has gone, or the test is over.
        }
    }
}

/// <summary>A request as it came.</summary>
internal sealed record Asked(string Path, JsonElement Body)
{
    public string Model => Body.GetProperty("model").GetString()!;

    public bool Streams => Body.TryGetProperty("stream", out var stream) && stream.GetBoolean();
}
