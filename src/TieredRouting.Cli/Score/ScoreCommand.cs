using System.CommandLine;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing score</c>: how hard requests are, by a model that <c>train</c> wrote.</summary>
internal static class ScoreCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var model = new Option<FileInfo>("--model") { Description = "The model that 'train' wrote.", Required = true, HelpName = "FILE" };
        var requests = new Option<FileInfo>("--requests") { Description = "The requests, one JSON object a line, plain or compressed (.gz); recordings will do.", Required = true, HelpName = "FILE" };
        var output = new Option<FileInfo?>("--out") { Description = "Takes the scores, one a line; standard output by default.", HelpName = "FILE" };
        var json = JsonOutput.Option();
        json.Description = "Takes a summary: how many were scored, and how hard they are; without a file, standard output does.";
        var command = new ToolCommand(
            "score",
            "Says how likely the small endpoint fails at each request where the large one succeeds. It calls no model.",
            "tiered-routing score --model difficulty.json --requests requests.jsonl --out scores.jsonl") { model, requests, output, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (read, scored, scores, summary) = (parsed.GetRequiredValue(model), parsed.GetRequiredValue(requests), parsed.GetValue(output), parsed.GetValue(json));
            if (parsed.GetResult(json) is not null)
                CheckApart(scores, summary);
            using var taken = JsonOutput.Open(parsed, json, terminal, read, scored);
            return await Scoring.RunAsync(read, scored, scores, taken, terminal, cancellationToken);
        });
        return command;
    }

    /// <exception cref="InputException">The scores and the summary would go to the same place.</exception>
    private static void CheckApart(FileInfo? scores, FileInfo? summary)
    {
        if (scores is null && summary is null)
            throw new InputException("'--json' names no file, and standard output takes the scores: name one of '--out' and '--json' a file");
        if (scores is not null && summary is not null && ResultFile.ResolvedPath(scores) == ResultFile.ResolvedPath(summary))
            throw new InputException("'--out' and '--json' name the same file");
    }
}
