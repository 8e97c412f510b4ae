using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TieredRouting.Cli.Tests;

/// <summary>A provider on a real socket that answers every request alike, and remembers what it was asked.</summary>
internal sealed class FakeProvider : IAsyncDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public FakeProvider(int status, string answer)
    {
        Address = $"http://127.0.0.1:{FreePort()}/";
        _listener.Prefixes.Add(Address);
        _listener.Start();
        _serving = ServeAsync(status, Encoding.UTF8.GetBytes(answer));
    }

    public string Address { get; }

    public List<(string Path, string Body, string? Key)> Requests { get; } = [];

    public async ValueTask DisposeAsync()
    {
        // Once: stopping first and closing then would take the port again for a moment, which may be another's by then.
        _listener.Close();
        await _serving;
    }

    private async Task ServeAsync(int status, byte[] answer)
    {
        while (await NextAsync() is { } context)
        {
            using var reader = new StreamReader(context.Request.InputStream);
            Requests.Add((context.Request.Url!.AbsolutePath, await reader.ReadToEndAsync(), context.Request.Headers["Authorization"] ?? context.Request.Headers["x-api-key"]));
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            await context.Response.OutputStream.WriteAsync(answer);
            context.Response.Close();
        }
    }

    private async Task<HttpListenerContext?> NextAsync()
    {
        try
        {
            return await _listener.GetContextAsync();
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            return null;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
