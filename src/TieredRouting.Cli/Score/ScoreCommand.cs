using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing score</c>: how hard requests are, by a model that <c>train</c> wrote.</summary>
internal static class ScoreCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var model = new Option<FileInfo>("--model") { Description = "The model that 'train' wrote.", Required = true, HelpName = "FILE" };
        var requests = new Option<FileInfo>("--requests") { Description = "The requests, one JSON object a line, plain or compressed (.gz); recordings will do.", Required = true, HelpName = "FILE" };
        var output = new Option<FileInfo?>("--out") { Description = "Takes the scores, one a line; standard output by default.", HelpName = "FILE" };
        var json = new Option<FileInfo?>("--json") { Description = "Takes a summary: how many were scored, and how hard they are.", HelpName = "FILE" };
        var command = new ToolCommand(
            "score",
            "Says how likely the small endpoint fails at each request where the large one succeeds. It calls no model.",
            "tiered-routing score --model difficulty.json --requests requests.jsonl --out scores.jsonl") { model, requests, output, json };
        command.SetAction((parsed, cancellationToken) => Scoring.RunAsync(
            parsed.GetRequiredValue(model), parsed.GetRequiredValue(requests), parsed.GetValue(output), parsed.GetValue(json), terminal, cancellationToken));
        return command;
    }
}
