using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing explain</c>: how each request would be routed, and why. It calls no model.</summary>
internal static class ExplainCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var requests = new Option<FileInfo>("--requests") { Description = "The requests, one JSON object a line, plain or compressed (.gz).", Required = true, HelpName = "FILE" };
        var output = new Option<FileInfo?>("--out") { Description = "Takes the decisions, one a line; standard output by default.", HelpName = "FILE" };
        var command = new ToolCommand(
            "explain",
            "Says how each request would be routed and why. It calls no model, needs no key and builds no client.",
            "tiered-routing explain --config routing.json --requests requests.jsonl",
            "tiered-routing explain --config appsettings.json --requests requests.jsonl.gz --out decisions.jsonl") { config, requests, output };
        command.SetAction((parsed, cancellationToken) => Explanation.RunAsync(
            parsed.GetRequiredValue(config),
            parsed.GetRequiredValue(requests),
            parsed.GetValue(output),
            terminal,
            cancellationToken));
        return command;
    }
}
