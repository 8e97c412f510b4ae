using System.ClientModel;
using System.ClientModel.Primitives;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.AI;
using OpenAI;

namespace TieredRouting.Wire.Tests;

/// <summary>How a server leaves a stream.</summary>
public enum Leaving
{
    /// <summary>It ends the response as HTTP wants it.</summary>
    Ends,

    /// <summary>The connection closes in the middle of a response whose end is marked.</summary>
    Cuts,

    /// <summary>The connection closes where only closing marks the end: HTTP cannot tell that from an end.</summary>
    Closes,

    /// <summary>Nothing more comes.</summary>
    Hangs,
}

/// <summary>A model behind a socket of this machine: it reads one request after another and sends each the same bytes, as an OpenAI-compatible server would.</summary>
public sealed class RawWire : IDisposable
{
    public const string Done = "data: [DONE]\n\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string _body;
    private readonly Leaving _leaving;

    public RawWire(Leaving leaving, params string[] body)
    {
        (_leaving, _body) = (leaving, string.Concat(body));
        _listener.Start();
        _ = ServeAsync();
        Client = new OpenAIClient(new ApiKeyCredential("none"), new OpenAIClientOptions
        {
            Endpoint = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1"),
            RetryPolicy = new ClientRetryPolicy(0),
        }).GetChatClient("gpt").AsIChatClient();
    }

    public IChatClient Client { get; }

    /// <summary>Ends when the first request has been read.</summary>
    public Task Called => _called.Task;

    public static string Says(string text, string finish = "null") => Chunk($$"""[{"index":0,"delta":{"role":"assistant","content":"{{text}}"},"finish_reason":{{finish}}}]""");

    public static string Stops(string reason = "stop") => Chunk($$"""[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]""");

    public static string Uses(int input, int output) => Chunk("[]", $$""","usage":{"prompt_tokens":{{input}},"completion_tokens":{{output}},"total_tokens":{{input + output}}}""");

    public void Dispose()
    {
        _closing.Cancel();
        _listener.Dispose();
        _closing.Dispose();
    }

    private static string Chunk(string choices, string more = "") =>
        $$"""data: {"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"gpt","choices":{{choices}}{{more}}}""" + "\n\n";

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _listener.AcceptTcpClientAsync(_closing.Token);
                await AnswerAsync(connection.GetStream());
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The test is over, or the client has gone.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        await ReadRequestAsync(stream);
        _called.TrySetResult();
        var end = _leaving == Leaving.Closes ? "Connection: close" : "Transfer-Encoding: chunked";
        await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n{end}\r\n\r\n");
        if (_body.Length > 0)
            await WriteAsync(stream, _leaving == Leaving.Closes ? _body : $"{Encoding.UTF8.GetByteCount(_body):x}\r\n{_body}\r\n");
        if (_leaving == Leaving.Hangs)
            await Task.Delay(Timeout.Infinite, _closing.Token);
        if (_leaving == Leaving.Ends)
            await WriteAsync(stream, "0\r\n\r\n");
    }

    private async Task ReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!IsWhole(request.ToString()))
            request.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer, _closing.Token)));
    }

    private static bool IsWhole(string request)
    {
        var head = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        const string Length = "Content-Length: ";
        var length = request.IndexOf(Length, StringComparison.OrdinalIgnoreCase);
        return head >= 0 && length >= 0 && request.Length - head - 4 >= int.Parse(request[(length + Length.Length)..request.IndexOf("\r\n", length, StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task WriteAsync(NetworkStream stream, string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text), _closing.Token);
}
