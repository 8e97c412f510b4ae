using Microsoft.Extensions.AI;

namespace TieredRouting.Wire.Tests;

/// <summary>The three protocols by name, where a story is the same for all of them.</summary>
internal static class Wires
{
    public static Func<ModelServer, IChatClient> Client(string wire) => wire switch
    {
        "openai" => server => OpenAIWire.Client(server),
        "anthropic" => server => AnthropicWire.Client(server),
        _ => server => OllamaWire.Client(server),
    };

    public static Reply Fails(string wire, int status, string code, string message, params (string Name, string Value)[] headers) => wire switch
    {
        "openai" => OpenAIWire.Fails(status, code, message, headers),
        "anthropic" => AnthropicWire.Fails(status, code, message, headers),
        _ => OllamaWire.Fails(status, message, headers),
    };

    /// <summary>An answer of two words, streamed or whole as it is asked for.</summary>
    public static Reply Says(string wire, string first, string second) => context => (wire, context.IsStreaming()) switch
    {
        ("openai", true) => OpenAIWire.Streams(first, second)(context),
        ("openai", false) => OpenAIWire.Says(first + second)(context),
        ("anthropic", true) => AnthropicWire.Streams(first, second)(context),
        ("anthropic", false) => AnthropicWire.Says(first + second)(context),
        _ => OllamaWire.Says(first, second)(context),
    };

    /// <summary>A stream's first word, which every protocol dresses up in its own way, and what follows it.</summary>
    public static (string ContentType, string[] Pieces) Opening(string wire, string word) => wire switch
    {
        "openai" => (Http.EventStream, [OpenAIWire.Word(word)]),
        "anthropic" => (Http.EventStream, [AnthropicWire.Start, AnthropicWire.Word(word)]),
        _ => (OllamaWire.Lines, [OllamaWire.Word(word)]),
    };

    /// <summary>How a stream ends.</summary>
    public static string[] End(string wire) => wire switch
    {
        "openai" => [OpenAIWire.Stop(), OpenAIWire.Used(10, 5), OpenAIWire.Done],
        "anthropic" => AnthropicWire.End(),
        _ => [OllamaWire.End()],
    };
}
