#pragma warning disable OPENAI001 // The client of the Responses API is experimental in its package.
using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;

namespace TieredRouting.Wire.Tests;

/// <summary>OpenAI's Responses API, whose servers hold conversations, and the official client of it, which tries nothing again by itself.</summary>
internal static class ResponsesWire
{
    public static IChatClient Client(ModelServer server) =>
        new OpenAIClient(new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = new Uri(server.Address, "v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) })
            .GetResponsesClient()
            .AsIChatClient("gpt");

    /// <summary>An answer that the server holds under an id, streamed or whole as it is asked for.</summary>
    public static Reply Says(string id, string text) => context =>
        (context.IsStreaming() ? Http.Streams(Http.EventStream, [Created(id), Word(text), Completed(id, Message(text))]) : Http.Status(200, Response(id, Message(text))))(context);

    /// <summary>An answer that asks for a tool call.</summary>
    public static Reply Calls(string id, string tool) => context =>
        (context.IsStreaming() ? Http.Streams(Http.EventStream, [Created(id), ItemDone(Call(tool)), Completed(id, Call(tool))]) : Http.Status(200, Response(id, Call(tool))))(context);

    /// <summary>How a stream begins.</summary>
    public static string Created(string id) => Event("response.created", $"\"response\":{Response(id, output: "", status: "in_progress", usage: "null")}");

    /// <summary>A word of a stream.</summary>
    public static string Word(string text) => Event("response.output_text.delta", $"\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":{JsonSerializer.Serialize(text)}");

    private static string ItemDone(string item) => Event("response.output_item.done", $"\"output_index\":0,\"item\":{item}");

    private static string Completed(string id, string output) => Event("response.completed", $"\"response\":{Response(id, output)}");

    private static string Event(string type, string body) => $"event: {type}\ndata: {{\"type\":\"{type}\",\"sequence_number\":1,{body}}}\n\n";

    private static string Message(string text) =>
        $$"""{"type":"message","id":"msg_1","role":"assistant","status":"completed","content":[{"type":"output_text","text":{{JsonSerializer.Serialize(text)}},"annotations":[]}]}""";

    private static string Call(string tool) => $$"""{"type":"function_call","id":"fc_1","call_id":"call-1","name":"{{tool}}","arguments":"{}","status":"completed"}""";

    private static string Response(string id, string output, string status = "completed", string usage = """{"input_tokens":10,"input_tokens_details":{"cached_tokens":0},"output_tokens":5,"output_tokens_details":{"reasoning_tokens":0},"total_tokens":15}""") =>
        $$"""{"id":"{{id}}","object":"response","created_at":1700000000,"status":"{{status}}","model":"gpt","output":[{{output}}],"parallel_tool_calls":true,"tool_choice":"auto","tools":[],"usage":{{usage}}}""";
}
