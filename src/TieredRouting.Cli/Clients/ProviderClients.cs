using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Anthropic.Core;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using OllamaSharp;
using OpenAI;

namespace TieredRouting.Cli;

/// <summary>
/// The kinds of client that the tool makes itself. None of them retries: what is tried again, and paid for again, is the router's to decide.
/// </summary>
internal static class ProviderClients
{
    private const string LocalOllama = "http://localhost:11434";

    public static TieredRoutingBuilder AddProviderClients(this TieredRoutingBuilder routing) => routing
        .AddClientKind("openai", (_, settings) => OpenAI(settings))
        .AddClientKind("anthropic", (_, settings) => Anthropic(settings))
        .AddClientKind("ollama", (_, settings) => Ollama(settings))
        .AddClientKind("recorded", (_, _) => throw Lacks("answers of the kind 'recorded' need --recordings"))
        .AddClientKind("service", (_, _) => throw Lacks("the kind 'service' is a client of an application; give --recordings, or another kind"))
        .AddClientKind("model", (_, _) => throw Lacks("the kind 'model' is a client of an application; give --recordings, or another kind"));

    private static IChatClient OpenAI(EndpointClientSettings settings) =>
        new OpenAIClient(new ApiKeyCredential(KeyOf(settings) ?? "none"), new OpenAIClientOptions { Endpoint = settings.Endpoint, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) })
            .GetChatClient(ModelOf(settings))
            .AsIChatClient();

    private static IChatClient Anthropic(EndpointClientSettings settings)
    {
        var options = new ClientOptions { ApiKey = KeyOf(settings), MaxRetries = 0 };
        if (settings.Endpoint is { } address)
            options.BaseUrl = address.ToString();
        return new AnthropicClient(options).AsIChatClient(ModelOf(settings));
    }

    private static OllamaApiClient Ollama(EndpointClientSettings settings) => new(settings.Endpoint ?? new Uri(LocalOllama), ModelOf(settings));

    private static string ModelOf(EndpointClientSettings settings) =>
        settings.Model ?? throw Lacks($"the kind '{settings.Kind}' needs a 'model'");

    /// <summary>The key, which stands in the environment and nowhere else; <see langword="null"/> where none is asked for.</summary>
    private static string? KeyOf(EndpointClientSettings settings) => settings.ApiKeyVariable is not { } variable
        ? null
        : Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key
            ? key
            : throw Lacks($"the environment variable '{variable}' is not set");

    private static OptionsValidationException Lacks(string what) => new(nameof(EndpointClientSettings), typeof(EndpointClientSettings), [what]);
}
