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
        options.ResponseFormat = run.Format ?? options.ResponseFormat;
        options.Instructions = Joined(InstructionsOf(run), options.Instructions);
        // An answer that comes later comes without checks: background work is not offered.
        options.AllowBackgroundResponses = null;
        if (options.Tools is { Count: > 0 } tools && (run.ReadsOnly || run.Decision.Approval))
            Offer(options, Offered(run, tools));
        return options;
    }

    private static string? InstructionsOf(RouteRun run)
    {
        var prompt = run.Contract.Prompt;
        return run.State.Narrowed ? prompt.Narrow ?? prompt.Instructions : prompt.Instructions;
    }

    /// <summary>The caller's options without what is ours, for a request that is not routed.</summary>
    public static ChatOptions? Stripped(ChatOptions? options)
    {
        if (options?.AdditionalProperties is not { Count: > 0 } properties || !properties.Keys.Any(IsOurs))
            return options;
        var clone = options.Clone();
        Strip(clone);
        return clone;
    }

    private static bool IsOurs(string name) => name.StartsWith(RequestProperties.Prefix, StringComparison.Ordinal);

    /// <summary>Takes what is ours out of the options: it is nobody else's business, and providers refuse what they do not know.</summary>
    public static void Strip(ChatOptions options)
    {
        if (options.AdditionalProperties is not { Count: > 0 } properties)
            return;
        // A dictionary may lose entries while it is walked.
        foreach (var (name, _) in properties)
        {
            if (IsOurs(name))
                properties.Remove(name);
        }

        if (properties.Count == 0)
            options.AdditionalProperties = null;
    }

    private static string? Joined(string? contract, string? caller) =>
        contract is null ? caller : caller is null ? contract : $"{contract}\n\n{caller}";

    /// <summary>
    /// What the model gets to see of a tool. Where a person decides about calls, a tool that changes something is only
    /// described: nobody below the router can run it, and one that the provider runs by itself is not offered at all.
    /// </summary>
    private static AITool? Offered(RouteRun run, AITool tool) =>
        !run.HasEffect(tool.Name) ? tool
        : run.ReadsOnly ? null
        : tool is AIFunction function ? function.AsDeclarationOnly()
        : tool as AIFunctionDeclaration;

    private static List<AITool> Offered(RouteRun run, IList<AITool> tools) =>
        [.. tools.Select(tool => Offered(run, tool)).OfType<AITool>()];

    private static void Offer(ChatOptions options, List<AITool> tools)
    {
        options.Tools = tools.Count > 0 ? tools : null;
        // A model that must call a tool which is not offered would be a malformed request.
        if (tools.Count == 0 || options.ToolMode is RequiredChatToolMode { RequiredFunctionName: { } name } && tools.TrueForAll(tool => tool.Name != name))
            options.ToolMode = null;
    }
}
