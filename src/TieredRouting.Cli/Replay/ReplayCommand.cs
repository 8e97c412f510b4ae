using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing replay</c>: what a candidate configuration would have decided on what is on record.</summary>
internal static class ReplayCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var audit = CommonOptions.Audit();
        var json = JsonOutput.Option();
        var command = new ToolCommand(
            "replay",
            "Decides every audited request again under a candidate configuration, from the recorded signals alone, and shows what would change. It calls no model.",
            "tiered-routing replay --config candidate.json --audit audit/routing.jsonl",
            "tiered-routing replay --config candidate.json --audit audit/routing.000001.jsonl.gz --json diff.json") { config, audit, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (candidate, file) = (parsed.GetRequiredValue(config), parsed.GetRequiredValue(audit));
            using var output = JsonOutput.Open(parsed, json, terminal, candidate, file);
            return await Replaying.RunAsync(candidate, file, output, terminal, cancellationToken);
        });
        return command;
    }
}
