using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary><c>tiered-routing calibrate</c>: from which score on a cheap answer may be accepted, with a certificate.</summary>
internal static class CalibrateCommand
{
    public static ToolCommand Create(Terminal terminal)
    {
        var config = CommonOptions.Config();
        var recordings = new Option<FileInfo?>("--recordings") { Description = "Requests with the labelled answers of the cheap tier's endpoints, one JSON object a line, plain or compressed (.gz).", HelpName = "FILE" };
        var audit = new Option<FileInfo?>("--audit") { Description = "An audit instead, whose answers people have judged by feedback.", HelpName = "FILE" };
        var contract = new Option<string>("--contract") { Description = "The contract to calibrate.", Required = true, HelpName = "NAME" };
        var maxError = new Option<double>("--max-error") { Description = "The largest share of wrong answers among those that the cheap tier's threshold accepts.", DefaultValueFactory = _ => 0.05, HelpName = "SHARE" };
        var confidence = new Option<double>("--confidence") { Description = "How sure each certificate is, of each cohort by itself.", DefaultValueFactory = _ => 0.95, HelpName = "SHARE" };
        var byCohort = new Option<bool>("--by-cohort") { Description = "Certifies a threshold for each cohort that the recordings state." };
        var output = new Option<FileInfo?>("--out") { Description = "Takes the configuration, with what could be certified under the contract's 'calibration'.", HelpName = "FILE" };
        var json = JsonOutput.Option();
        var concurrency = new Option<int>("--concurrency") { Description = "How many requests are asked side by side; it never changes the result.", DefaultValueFactory = _ => Environment.ProcessorCount, HelpName = "N" };
        var command = new ToolCommand(
            "calibrate",
            "Certifies from which score on answers of a contract's cheap tier are accepted, so that wrong ones among them stay rare, with a stated confidence. Exit code 0 also when nothing can be certified.",
            "tiered-routing calibrate --config routing.json --recordings recordings.jsonl.gz --contract lead-extraction --max-error 0.05 --confidence 0.95",
            "tiered-routing calibrate --config routing.json --recordings recordings.jsonl --contract lead-extraction --by-cohort --out routing.calibrated.json",
            "tiered-routing calibrate --config routing.json --audit audit.jsonl --contract lead-extraction") { config, recordings, audit, contract, maxError, confidence, byCohort, output, json, concurrency };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var asked = new CalibrateRequest
            {
                Config = parsed.GetRequiredValue(config),
                Recordings = parsed.GetValue(recordings),
                Audit = parsed.GetValue(audit),
                Contract = parsed.GetRequiredValue(contract),
                MaxError = parsed.GetValue(maxError),
                Confidence = parsed.GetValue(confidence),
                ByCohort = parsed.GetValue(byCohort),
                Out = parsed.GetValue(output),
                Json = parsed.GetValue(json),
                Concurrency = parsed.GetValue(concurrency),
            };
            asked.Check();
            using var results = JsonOutput.Open(parsed, json, terminal, asked.Config, asked.Source);
            return await Calibrating.RunAsync(asked, results, terminal, cancellationToken);
        });
        return command;
    }
}
