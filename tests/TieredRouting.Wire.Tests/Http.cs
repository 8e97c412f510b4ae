using Microsoft.AspNetCore.Http;

namespace TieredRouting.Wire.Tests;

/// <summary>What any server may do, whatever it speaks.</summary>
internal static class Http
{
    public const string EventStream = "text/event-stream";

    /// <summary>Whether a request asks for a stream.</summary>
    public static bool IsStreaming(this HttpContext context) => context.Items[nameof(Asked)] is Asked { Streams: true };

    /// <summary>Answers with a status, a body and headers.</summary>
    public static Reply Status(int status, string body, params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>Cuts the connection before it says anything.</summary>
    public static Reply Resets => context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Never says anything.</summary>
    public static Reply Hangs => context => Task.Delay(Timeout.Infinite, context.RequestAborted);

    /// <summary>Promises more than it sends, and cuts the connection.</summary>
    public static Reply Breaks(string contentType, string body) => async context =>
    {
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length + 100;
        await SendAsync(context, body);
        context.Abort();
    };

    /// <summary>Streams pieces as they are, and ends the response as HTTP wants it.</summary>
    public static Reply Streams(string contentType, params string[] pieces) => async context =>
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = contentType;
        foreach (var piece in pieces)
            await SendAsync(context, piece);
    };

    /// <summary>Streams pieces, and cuts the connection in the middle of the response.</summary>
    public static Reply Cuts(string contentType, params string[] pieces) => async context =>
    {
        await Streams(contentType, pieces)(context);
        context.Abort();
    };

    /// <summary>Streams pieces, and cuts the connection once the client has read a word of them: what it has not read would be lost with the connection.</summary>
    public static Reply CutsOnceRead(string contentType, params string[] pieces) => async context =>
    {
        await Streams(contentType, pieces)(context);
        await ((ModelServer)context.Items[nameof(ModelServer)]!).ReadAsync(context.RequestAborted);
        context.Abort();
    };

    /// <summary>Streams pieces, and then nothing more.</summary>
    public static Reply Stalls(string contentType, params string[] pieces) => async context =>
    {
        await Streams(contentType, pieces)(context);
        await Hangs(context);
    };

    /// <summary>Streams a beginning and an end, and each of the pieces between them when it is told to.</summary>
    public static Reply Paced(string contentType, SemaphoreSlim pace, string[] beginning, string[] pieces, string[] end) => async context =>
    {
        await Streams(contentType, beginning)(context);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        foreach (var piece in pieces)
        {
            await pace.WaitAsync(context.RequestAborted);
            await SendAsync(context, piece);
        }

        await Streams(contentType, end)(context);
    };

    private static async Task SendAsync(HttpContext context, string piece)
    {
        await context.Response.WriteAsync(piece, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }
}
