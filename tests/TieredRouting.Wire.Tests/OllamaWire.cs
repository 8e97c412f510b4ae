using System.Text.Json;
using Microsoft.Extensions.AI;
using OllamaSharp;

namespace TieredRouting.Wire.Tests;

/// <summary>What an Ollama server sends, and OllamaSharp's client of it.</summary>
internal static class OllamaWire
{
    public const string Lines = "application/x-ndjson";

    public static IChatClient Client(ModelServer server, string model = "llama") => new OllamaApiClient(server.Address, model);

    /// <summary>The same for a whole answer and a stream: Ollama's client reads both line by line.</summary>
    public static Reply Says(params string[] words) => Http.Streams(Lines, [.. words.Select(Word), End()]);

    public static Reply Fails(int status, string message = "no", params (string Name, string Value)[] headers) => Http.Status(status, ErrorLine(message), headers);

    public static string Word(string text) =>
        $$"""{"model":"llama","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":{{Quoted(text)}}},"done":false}""" + "\n";

    public static string End(string reason = "stop", int input = 10, int output = 5) =>
        $$"""{"model":"llama","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"{{reason}}","prompt_eval_count":{{input}},"eval_count":{{output}}}""" + "\n";

    public static string ErrorLine(string message) => $$"""{"error":{{Quoted(message)}}}""" + "\n";

    private static string Quoted(string text) => JsonSerializer.Serialize(text);
}
