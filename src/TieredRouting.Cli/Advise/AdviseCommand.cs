using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing advise</c>: which cohorts may start lower, and which should start higher.</summary>
internal static class AdviseCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var audit = CommonOptions.Audit();
        var json = JsonOutput.Option();
        var command = new ToolCommand(
            "advise",
            "Proposes raising or lowering start tiers, cohort by cohort and the easiest first, from what became of requests, with the evidence and the money. It changes nothing.",
            "tiered-routing advise --audit audit/routing.jsonl --config routing.json",
            "tiered-routing advise --audit audit/routing.jsonl --config routing.json --json advice.json") { config, audit, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (routing, file) = (parsed.GetRequiredValue(config), parsed.GetRequiredValue(audit));
            using var output = JsonOutput.Open(parsed, json, terminal, routing, file);
            return await Advising.RunAsync(routing, file, output, terminal, cancellationToken);
        });
        return command;
    }
}
