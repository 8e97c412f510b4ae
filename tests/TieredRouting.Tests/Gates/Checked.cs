using Microsoft.Extensions.AI;
using TieredRouting.Contracts;
using TieredRouting.Gates;

namespace TieredRouting.Tests.Gates;

/// <summary>Asks a built-in gate about an answer, as the router does.</summary>
internal static class Checked
{
    public static async Task<GateVerdict> By(string gate, string answer, string request = "hello", Action<GateSettingsBuilder>? settings = null, RequestFacts? facts = null, params ChatMessage[] more)
    {
        var bound = Bound(gate, request, settings, facts, more);
        return await bound.CheckAsync(new Answer(answer), TestContext.Current.CancellationToken);
    }

    public static IAnswerGate Bound(string gate, string request = "hello", Action<GateSettingsBuilder>? settings = null, RequestFacts? facts = null, params ChatMessage[] more)
    {
        var builder = new GateSettingsBuilder(GateSettings.None);
        settings?.Invoke(builder);
        var contract = Given.Contract(options => (options.GateSettings, options.Prompt) = (builder.Settings, new ContractPrompt(Instructions: "Write to support@harbour.example.")));
        return BuiltInGates.All.Single(one => one.Name == gate).ForRequest(new SignalRequest(contract, [.. more, new ChatMessage(ChatRole.User, request)], facts: facts));
    }
}
