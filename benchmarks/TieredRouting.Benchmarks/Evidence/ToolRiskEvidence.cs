using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TieredRouting.Signals;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>What tools can do, read from their names and descriptions alone, against what their server states of them.</summary>
internal static class ToolRiskEvidence
{
    public static void Write(StringBuilder text, string data)
    {
        var labels = File.ReadLines(Path.Combine(data, "tool-risk/tools.labels.jsonl")).Select(line => JsonElement.Parse(line)).ToDictionary(label => label.GetProperty("id").GetString()!);
        var tools = EvidenceCommand.Lines(data, "tool-risk/tools.requests.jsonl.gz").Select(line => Tool.Of(line.GetProperty("tools")[0], labels[line.GetProperty("id").GetString()!])).ToList();
        text.AppendLine().AppendLine("| tools that state nothing (Azure's) | writes and destructive ones | called read | of them destructive, known as such | reads | called write |").AppendLine("|---|---|---|---|---|---|");
        Row(text, "all", tools);
        foreach (var half in tools.GroupBy(tool => tool.IsEven).OrderBy(half => half.Key))
            Row(text, half.Key ? "one half of the tools" : "the other half", [.. half]);
        text.AppendLine("| reference: the name by a regular expression | 159 | 0 | | 250 | 77 |");
    }

    private static void Row(StringBuilder text, string name, List<Tool> tools)
    {
        var (reads, writes) = (tools.FindAll(tool => tool.ReadOnly), tools.FindAll(tool => !tool.ReadOnly));
        var destructive = writes.FindAll(tool => tool.Destructive);
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {writes.Count} | {writes.Count(tool => tool.Risk == ToolRisk.Read)} | {destructive.Count(tool => tool.Risk == ToolRisk.Destructive)} of {destructive.Count} | {reads.Count} | {reads.Count(tool => tool.Risk != ToolRisk.Read)} |");
    }

    private sealed record Tool(ToolRisk Risk, bool ReadOnly, bool Destructive, bool IsEven)
    {
        public static Tool Of(JsonElement tool, JsonElement label)
        {
            var name = tool.GetProperty("name").GetString()!;
            return new Tool(
                InferredToolRisk.Of(name, tool.GetProperty("description").GetString()!, []),
                label.GetProperty("readOnly").GetBoolean(),
                label.GetProperty("destructive").GetBoolean(),
                SHA256.HashData(Encoding.UTF8.GetBytes($"tool-risk|{name}"))[1] % 2 == 0);
        }
    }
}
