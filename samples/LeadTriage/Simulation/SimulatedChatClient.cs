using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.AI;

namespace LeadTriage.Simulation;

/// <summary>
/// Stands in for a provider with three models: no network, no chance. It looks the message up in the table of
/// <see cref="SimulatedLeads"/> and counts tokens as a provider would, at four characters each.
/// </summary>
internal sealed class SimulatedChatClient : IChatClient
{
    public const string Nano = "simulated-nano";
    public const string Mini = "simulated-mini";
    public const string Full = "simulated-full";

    private const int CharactersPerToken = 4;

    // The schema asks for every field, so what is not known is written as null.
    private static readonly JsonSerializerOptions Json = new(AIJsonUtilities.DefaultOptions) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        IReadOnlyList<ChatMessage> prompt = [.. messages];
        var text = AnswerTo(prompt, options);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = options?.ModelId,
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = InputTokens(prompt, options), OutputTokenCount = Tokens(text) },
        });
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("The sample does not stream.");

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // Nothing to let go of.
    }

    private static string AnswerTo(IReadOnlyList<ChatMessage> prompt, ChatOptions? options)
    {
        var lead = SimulatedLeads.ByNumber[Leads.All.Single(candidate => prompt[0].Text.Contains(candidate.Body, StringComparison.Ordinal)).Number];
        return options?.Instructions switch
        {
            Prompts.Extraction => Extraction(lead, options.ModelId, tries: prompt.Count(message => message.Role == ChatRole.Assistant)),
            Prompts.Options => lead.NextStep,
            _ when options?.ModelId == Full => SimulatedReplies.Of(lead, lead.FullPromise, thorough: true),
            _ => SimulatedReplies.Of(lead, lead.MiniPromise, thorough: false),
        };
    }

    private static string Extraction(SimulatedLead lead, string? model, int tries) =>
        model == Nano && tries < lead.NanoStumbles.Count
            ? lead.NanoStumbles[tries]
            : JsonSerializer.Serialize(lead.Fields, Json);

    /// <summary>All that is sent is paid for: instructions, messages and the schema.</summary>
    private static int InputTokens(IReadOnlyList<ChatMessage> prompt, ChatOptions? options) =>
        Tokens(options?.Instructions)
        + prompt.Sum(message => Tokens(message.Text))
        + Tokens((options?.ResponseFormat as ChatResponseFormatJson)?.Schema?.GetRawText());

    private static int Tokens(string? text) => ((text?.Length ?? 0) + CharactersPerToken - 1) / CharactersPerToken;
}
