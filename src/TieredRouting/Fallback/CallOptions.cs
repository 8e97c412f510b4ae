using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Fallback;

/// <summary>The options one call is sent with: the caller's own, less what is ours, and with what contract, decision and endpoint set.</summary>
internal static class CallOptions
{
    public static ChatOptions For(RouteRun run, TierEndpoint endpoint)
    {
        var options = run.Options?.Clone() ?? new ChatOptions();
        Strip(options);
        options.ModelId = endpoint.ModelId;
        options.ConversationId = run.Conversation;
        options.ResponseFormat = run.Routed.Format ?? options.ResponseFormat;
        options.Instructions = Joined(InstructionsOf(run), options.Instructions);
        if (options.Tools is { Count: > 0 } tools && run.ReadsOnly)
            OfferReadOnly(options, tools);
        return options;
    }

    private static string? InstructionsOf(RouteRun run)
    {
        var prompt = run.Contract.Prompt;
        return run.Narrowed ? prompt.Narrow ?? prompt.Instructions : prompt.Instructions;
    }

    /// <summary>Takes what is ours out of the options: it is nobody else's business, and providers refuse what they do not know.</summary>
    public static void Strip(ChatOptions options)
    {
        if (options.AdditionalProperties is not { Count: > 0 } properties)
            return;
        // A dictionary may lose entries while it is walked.
        foreach (var (name, _) in properties)
        {
            if (name.StartsWith(RequestProperties.Prefix, StringComparison.Ordinal))
                properties.Remove(name);
        }

        if (properties.Count == 0)
            options.AdditionalProperties = null;
    }

    private static string? Joined(string? contract, string? caller) =>
        contract is null ? caller : caller is null ? contract : $"{contract}\n\n{caller}";

    private static void OfferReadOnly(ChatOptions options, IList<AITool> tools)
    {
        options.Tools = [.. tools.Where(tool => ToolRiskExtractor.RiskOf(tool) == ToolRisk.Read)];
        if (options.Tools.Count > 0)
            return;
        // A model that must call a tool and is offered none is a malformed request.
        options.Tools = null;
        options.ToolMode = null;
    }
}
