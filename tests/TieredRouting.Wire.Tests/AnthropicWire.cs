using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>What Anthropic's servers send, and the official client of it, which tries nothing again by itself.</summary>
internal static class AnthropicWire
{
    public static IChatClient Client(ModelServer server, string model = "claude") =>
        new AnthropicClient(new ClientOptions { ApiKey = "none", MaxRetries = 0, BaseUrl = server.Address.ToString() }).AsIChatClient(model);

    public static Reply Says(string text, int input = 10, int output = 5, string stop = "end_turn") => Http.Status(200,
        $$$"""{"id":"m1","type":"message","role":"assistant","model":"claude","content":[{"type":"text","text":{{{Quoted(text)}}}}],"stop_reason":"{{{stop}}}","stop_sequence":null,"usage":{"input_tokens":{{{input}}},"output_tokens":{{{output}}}}}""");

    public static Reply Fails(int status, string type, string message = "no", params (string Name, string Value)[] headers) => Http.Status(status, Error(type, message), headers);

    public static Reply Streams(params string[] words) => Http.Streams(Http.EventStream, [Start, .. words.Select(Word), .. End()]);

    public static string Start =>
        Event("message_start", """{"type":"message_start","message":{"id":"m1","type":"message","role":"assistant","model":"claude","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1}}}""")
        + Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");

    public static string Word(string text) =>
        Event("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":{{{Quoted(text)}}}}}""");

    public static string[] End(string reason = "end_turn") =>
    [
        Event("content_block_stop", """{"type":"content_block_stop","index":0}"""),
        Event("message_delta", $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},"usage":{"output_tokens":5}}"""),
        Event("message_stop", """{"type":"message_stop"}"""),
    ];

    public static string ErrorEvent(string type) => Event("error", Error(type, "boom"));

    private static string Error(string type, string message) => $$"""{"type":"error","error":{"type":"{{type}}","message":{{Quoted(message)}}},"request_id":"r1"}""";

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
