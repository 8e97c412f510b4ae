using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing train</c>: learns the difficulty signal from recordings or from a labelled audit.</summary>
internal static class TrainCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var recordings = new Option<FileInfo?>("--recordings") { Description = "Requests with the judged answers of both endpoints, one JSON object a line, plain or compressed (.gz).", HelpName = "FILE" };
        var audit = new Option<FileInfo?>("--audit") { Description = "An audit instead, which holds what was asked ('captureContent'), and whose answers people have judged by feedback.", HelpName = "FILE" };
        var contract = new Option<string?>("--contract") { Description = "The contract whose requests teach; those of all where none is named.", HelpName = "NAME" };
        var small = new Option<string>("--small") { Description = "The small endpoint, by its name in the recordings or the audit.", Required = true, HelpName = "ENDPOINT" };
        var large = new Option<string>("--large") { Description = "The large endpoint.", Required = true, HelpName = "ENDPOINT" };
        var output = new Option<FileInfo>("--out") { Description = "Takes the model.", Required = true, HelpName = "FILE" };
        var json = JsonOutput.Option();
        var command = new ToolCommand(
            "train",
            "Learns how likely the small endpoint fails where the large one succeeds.",
            "tiered-routing train --recordings recordings.jsonl.gz --small nano-a --large full-a --out difficulty.json",
            "tiered-routing train --audit audit.jsonl --small nano-a --large full-a --out difficulty.json") { recordings, audit, contract, small, large, output, json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var asked = new TrainRequest
            {
                Recordings = parsed.GetValue(recordings),
                Audit = parsed.GetValue(audit),
                Contract = parsed.GetValue(contract),
                Small = parsed.GetRequiredValue(small),
                Large = parsed.GetRequiredValue(large),
                Output = parsed.GetRequiredValue(output),
                Json = parsed.GetValue(json),
            };
            asked.Check();
            using var worth = JsonOutput.Open(parsed, json, terminal, asked.Source);
            return await Training.RunAsync(asked, worth, terminal, cancellationToken);
        });
        return command;
    }
}
