using System.ClientModel;
using System.ClientModel.Primitives;
using LeadTriage.Simulation;
using Microsoft.Extensions.AI;
using OpenAI;

namespace LeadTriage;

/// <summary>One provider's client and what its three models are called: simulated, or a real one where there is a key.</summary>
internal sealed record Models(IChatClient Client, string Nano, string Mini, string Full, bool Simulated)
{
    public static Models FromEnvironment() => Environment.GetEnvironmentVariable("OPENAI_API_KEY") is { Length: > 0 } key
        ? Real(key)
        : new Models(new SimulatedChatClient(), SimulatedChatClient.Nano, SimulatedChatClient.Mini, SimulatedChatClient.Full, Simulated: true);

    private static Models Real(string key)
    {
        var nano = Setting("LEAD_TRIAGE_NANO") ?? "gpt-5.4-nano";
        // No retries of its own: each attempt is the router's, so that it is bounded, recorded and paid for by name.
        var options = new OpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(maxRetries: 0) };
        if (Setting("OPENAI_ENDPOINT") is { } endpoint)
            options.Endpoint = new Uri(endpoint);
        var client = new OpenAI.Chat.ChatClient(nano, new ApiKeyCredential(key), options).AsIChatClient();
        return new Models(client, nano, Setting("LEAD_TRIAGE_MINI") ?? "gpt-5.4-mini", Setting("LEAD_TRIAGE_FULL") ?? "gpt-5.4", Simulated: false);
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
