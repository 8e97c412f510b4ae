using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI;

namespace TieredRouting.Wire.Tests;

/// <summary>What a server that speaks the OpenAI protocol sends, and the official client of it, which tries nothing again by itself.</summary>
internal static class OpenAIWire
{
    public const string Done = "data: [DONE]\n\n";

    public static IChatClient Client(ModelServer server, string model = "gpt") =>
        new OpenAIClient(new ApiKeyCredential("none"), new OpenAIClientOptions { Endpoint = new Uri(server.Address, "v1"), RetryPolicy = new ClientRetryPolicy(maxRetries: 0) })
            .GetChatClient(model)
            .AsIChatClient();

    /// <summary>A whole answer.</summary>
    public static Reply Says(string text, int input = 10, int output = 5, string finish = "stop") =>
        Http.Status(200, Completion($$"""{"role":"assistant","content":{{Quoted(text)}}}""", finish, Usage(input, output)));

    /// <summary>A whole answer that does not say what it used.</summary>
    public static Reply SaysWithoutUsage(string text) => Http.Status(200, Completion($$"""{"role":"assistant","content":{{Quoted(text)}}}""", "stop", usage: ""));

    /// <summary>An answer that asks for a tool call, once or more often.</summary>
    public static Reply Calls(string tool, string id = "call-1", string arguments = "{}", string finish = "tool_calls", int times = 1) => Http.Status(200, Completion(
        $$"""{"role":"assistant","content":null,"tool_calls":[{{string.Join(',', Enumerable.Range(0, times).Select(time => Call(tool, time == 0 ? id : $"{id}-{time}", arguments)))}}]}""",
        finish,
        Usage(20, 8)));

    /// <summary>An error, as the protocol has it.</summary>
    public static Reply Fails(int status, string code, string message = "no", params (string Name, string Value)[] headers) =>
        Http.Status(status, Error(code, message), headers);

    /// <summary>A stream that comes whole.</summary>
    public static Reply Streams(params string[] words) =>
        Http.Streams(Http.EventStream, [.. words.Select(Word), Stop(), Used(10, 5), Done]);

    /// <summary>An answer, streamed or whole as it is asked for.</summary>
    public static Reply Either(string text) => context => (context.IsStreaming() ? Streams(text) : Says(text))(context);

    /// <summary>A stream that asks for a tool call, its arguments in two pieces.</summary>
    public static Reply StreamsCall(string tool, string id = "call-1", string arguments = "{}") => Http.Streams(
        Http.EventStream,
        CallChunk(tool, id, arguments[..1]),
        Chunk($$$"""[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":{{{Quoted(arguments[1..])}}}}}]},"finish_reason":null}]"""),
        Stop("tool_calls"),
        Used(20, 8),
        Done);

    /// <summary>The beginning of a tool call.</summary>
    public static string CallChunk(string tool, string id = "call-1", string arguments = "{") =>
        Chunk($$"""[{"index":0,"delta":{"role":"assistant","tool_calls":[{"index":0,{{Call(tool, id, arguments)[1..]}}]},"finish_reason":null}]""");

    public static string Word(string text) => Chunk($$"""[{"index":0,"delta":{"role":"assistant","content":{{Quoted(text)}}},"finish_reason":null}]""");

    public static string Stop(string reason = "stop") => Chunk($$"""[{"index":0,"delta":{},"finish_reason":"{{reason}}"}]""");

    public static string Used(int input, int output) => Chunk("[]", Usage(input, output));

    public static string ErrorEvent(string code = "server_error") => $"data: {Error(code, "boom")}\n\n";

    private static string Call(string tool, string id, string arguments) =>
        $$$"""{"id":"{{{id}}}","type":"function","function":{"name":"{{{tool}}}","arguments":{{{Quoted(arguments)}}}}}""";

    private static string Error(string code, string message) =>
        $$$"""{"error":{"message":{{{Quoted(message)}}},"type":"error","param":null,"code":"{{{code}}}"}}""";

    private static string Completion(string message, string finish, string usage) =>
        $$"""{"id":"c1","object":"chat.completion","created":1700000000,"model":"gpt","choices":[{"index":0,"message":{{message}},"finish_reason":"{{finish}}"}]{{usage}}}""";

    private static string Chunk(string choices, string usage = "") =>
        $$"""data: {"id":"c1","object":"chat.completion.chunk","created":1700000000,"model":"gpt","choices":{{choices}}{{usage}}}""" + "\n\n";

    private static string Usage(int input, int output) =>
        $$""","usage":{"prompt_tokens":{{input}},"completion_tokens":{{output}},"total_tokens":{{input + output}}}""";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
