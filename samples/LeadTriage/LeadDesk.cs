using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using TieredRouting;

namespace LeadTriage;

/// <summary>Takes a message in: extracts its fields, then drafts a reply, or asks for options where the message is ambiguous.</summary>
internal sealed class LeadDesk(
    [FromKeyedServices(LeadContracts.Extraction)] IChatClient extraction,
    [FromKeyedServices(LeadContracts.Reply)] IChatClient reply,
    [FromKeyedServices(LeadContracts.Options)] IChatClient options)
{
    public async Task<IReadOnlyList<Step>> TriageAsync(Lead lead)
    {
        var extracted = await extraction.GetResponseAsync<LeadFields>(lead.ToString());
        var first = StepOf(LeadContracts.Extraction, lead.ToString(), extracted);
        // Nothing was released when a person reads the message instead; then the desk is done.
        if (!extracted.TryGetResult(out var fields))
            return [first];

        var prompt = $"{lead}\n\nFields: {JsonSerializer.Serialize(fields, AIJsonUtilities.DefaultOptions)}";
        return fields.Clarity == Clarity.Ambiguous
            ? [first, StepOf(LeadContracts.Options, prompt, await options.GetResponseAsync(prompt))]
            : [first, StepOf(LeadContracts.Reply, prompt, await reply.GetResponseAsync(prompt))];
    }

    private static Step StepOf(string contract, string prompt, ChatResponse answer) => new(contract, prompt, answer.GetRoute()!);
}
