using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Configuration;
using TieredRouting.Signals;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>How many attempts to steer a model are found, and how often ordinary texts are taken for one.</summary>
internal static class InjectionEvidence
{
    private static readonly Contract Chat = new("chat", new ContractOptions { Intent = TaskIntent.Answer });
    private static readonly PromptInjectionExtractor Extractor = new();

    public static async Task WriteAsync(StringBuilder text, string data)
    {
        text.AppendLine().AppendLine("| prompt injection | texts | found |").AppendLine("|---|---|---|");
        var injections = File.ReadLines(Path.Combine(data, "prompt-injection/labels.jsonl")).Select(line => JsonElement.Parse(line)).Where(label => label.GetProperty("injection").GetBoolean()).Select(label => label.GetProperty("id").GetString()).ToHashSet();
        var requests = EvidenceCommand.Lines(data, "prompt-injection/requests.jsonl.gz").ToLookup(line => injections.Contains(line.GetProperty("id").GetString()));
        foreach (var half in requests[true].GroupBy(line => SHA256.HashData(Encoding.UTF8.GetBytes($"prompt-injection|{line.GetProperty("id").GetString()}"))[1] % 2).OrderBy(half => half.Key))
            await RowAsync(text, $"PurpleLlama's attacks, {(half.Key == 0 ? "one half" : "the other half")}", half.Select(Messages));
        await RowAsync(text, "PurpleLlama's attacks, all", requests[true].Select(Messages));
        await RowAsync(text, "its harmless coding prompts", requests[false].Select(Messages));
        await RowAsync(text, "CLINC150 `train`", EvidenceCommand.Lines(data, "clinc150/train.jsonl.gz").Select(Messages));
        await RowAsync(text, "BANKING77 `train`", EvidenceCommand.Lines(data, "banking77/train.jsonl.gz").Select(Messages));
        await RowAsync(text, "XSTest's prompts", File.ReadLines(Path.Combine(data, "xstest/requests.jsonl")).Select(line => Messages(JsonElement.Parse(line))));
        await RowAsync(text, "MMLU's questions", EvidenceCommand.Lines(data, "routellm/mmlu.recordings.jsonl.gz").Select(Messages));
    }

    private static async Task RowAsync(StringBuilder text, string name, IEnumerable<ChatMessage[]> requests)
    {
        var found = new List<bool>();
        foreach (var messages in requests)
            found.Add((await Extractor.ExtractAsync(new SignalRequest(Chat, messages), CancellationToken.None)).Evidence.Count > 0);
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {found.Count:N0} | {Interval.Of(found, all => all.Count(one => one) / (double)all.Count)} |");
    }

    private static ChatMessage[] Messages(JsonElement line) => line.TryGetProperty("messages", out var messages)
        ? [.. messages.EnumerateArray().Select(message => new ChatMessage(new ChatRole(message.GetProperty("role").GetString()!), message.GetProperty("text").GetString()))]
        : [new ChatMessage(ChatRole.User, line.GetProperty("text").GetString())];
}
