using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing eval</c>: what routing comes to on recorded answers or hand-written cases.</summary>
internal static class EvalCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var recordings = File("--recordings", "Requests with the real answers of endpoints, one JSON object a line, plain or compressed (.gz).");
        var cases = File("--cases", "Hand-written cases instead, with what each must do; answered by the configured clients, or from --recordings where that is given too.");
        var json = JsonOutput.Option();
        var html = File("--html", "Takes the report as a page for a browser or a printer: one file that asks for nothing outside it.");
        var audit = File("--audit", "Takes an audit record of every request; a new file. A run that goes on (--resume) writes the rest to another.");
        var gates = File("--gates", "What the report must keep to: exit code 1 where it does not.");
        var resume = File("--resume", "Keeps finished requests, and goes on where an earlier run with the same files ended; name another --audit then.");
        var across = new Option<bool>("--across-tiers") { Description = "Also runs the recordings on every tier alone, and names prompts that hold on one tier only." };
        var concurrency = new Option<int>("--concurrency") { Description = "How many requests are asked side by side; it never changes the report.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };
        var command = new ToolCommand(
            "eval",
            "Runs recorded requests, or hand-written cases, through the pipeline that an application runs, and reports accuracy, cost, escalations and silent failures. Exit code 1 when a gate does not hold.",
            "tiered-routing eval --config routing.json --recordings recordings.jsonl.gz",
            "tiered-routing eval --config routing.json --recordings recordings.jsonl --gates gates.json --json report.json --html report.html",
            "tiered-routing eval --config routing.json --cases cases.jsonl --recordings recordings.jsonl") { config, recordings, cases, json, html, audit, gates, resume, across, concurrency };
        command.SetAction((parsed, cancellationToken) => Evaluating.RunAsync(
            new EvalRequest
            {
                Config = parsed.GetRequiredValue(config),
                Recordings = parsed.GetValue(recordings),
                Cases = parsed.GetValue(cases),
                WantsJson = parsed.GetResult(json) is not null,
                Json = parsed.GetValue(json),
                Html = parsed.GetValue(html),
                Audit = parsed.GetValue(audit),
                Gates = parsed.GetValue(gates),
                Resume = parsed.GetValue(resume),
                AcrossTiers = parsed.GetValue(across),
                Concurrency = parsed.GetValue(concurrency),
            },
            terminal,
            cancellationToken));
        return command;
    }

    private static Option<FileInfo?> File(string name, string description) => new(name) { Description = description, HelpName = "FILE" };
}
