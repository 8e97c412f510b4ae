using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;

namespace TieredRouting.Cli;

/// <summary>The kinds of client that the tool brings, for answers that are not recorded.</summary>
internal static class ProviderClients
{
    public static void Add(TieredRoutingBuilder routing) => routing
        .AddClientKind("openai", (_, settings) => OpenAi(settings))
        .AddClientKind("recorded", (_, _) => throw new InvalidOperationException("answers of the kind 'recorded' need --recordings"))
        .AddClientKind("service", (_, _) => throw new InvalidOperationException("the kind 'service' is a client of an application; give --recordings, or another kind"))
        .AddClientKind("model", (_, _) => throw new InvalidOperationException("the kind 'model' is a client of an application; give --recordings, or another kind"));

    /// <summary>No retries of its own: each attempt is the router's, so that it is bounded, recorded and paid for by name.</summary>
    private static IChatClient OpenAi(EndpointClientSettings settings)
    {
        var options = new OpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };
        if (settings.Endpoint is { } endpoint)
            options.Endpoint = endpoint;
        var model = settings.Model ?? throw new InvalidOperationException("the kind 'openai' needs a 'model'");
        return new OpenAI.Chat.ChatClient(model, new ApiKeyCredential(KeyOf(settings)), options).AsIChatClient();
    }

    /// <summary>Servers of one's own ask for no key, and the client insists on some text.</summary>
    private static string KeyOf(EndpointClientSettings settings) => settings.ApiKeyVariable switch
    {
        null => "none",
        { } variable => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } key ? key : throw new InvalidOperationException($"the environment variable '{variable}' is not set"),
    };
}
