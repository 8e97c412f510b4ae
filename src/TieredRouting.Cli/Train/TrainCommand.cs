using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing train</c>: learns the difficulty signal from recordings.</summary>
internal static class TrainCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var recordings = new Option<FileInfo>("--recordings") { Description = "Requests with the judged answers of both endpoints, one JSON object a line, plain or compressed (.gz).", Required = true, HelpName = "FILE" };
        var small = new Option<string>("--small") { Description = "The small endpoint, by its name in the recordings.", Required = true, HelpName = "ENDPOINT" };
        var large = new Option<string>("--large") { Description = "The large endpoint.", Required = true, HelpName = "ENDPOINT" };
        var output = new Option<FileInfo>("--out") { Description = "Takes the model.", Required = true, HelpName = "FILE" };
        var json = new Option<FileInfo?>("--json") { Description = "Takes what the model is worth on recordings held back.", HelpName = "FILE" };
        var command = new ToolCommand(
            "train",
            "Learns how likely the small endpoint fails where the large one succeeds. An audit holds no text, so nothing is learnt from one.",
            "tiered-routing train --recordings recordings.jsonl.gz --small nano-a --large full-a --out difficulty.json") { recordings, small, large, output, json };
        command.SetAction((parsed, cancellationToken) => Training.RunAsync(
            new TrainRequest(parsed.GetRequiredValue(recordings), parsed.GetRequiredValue(small), parsed.GetRequiredValue(large), parsed.GetRequiredValue(output), parsed.GetValue(json)),
            terminal,
            cancellationToken));
        return command;
    }
}
