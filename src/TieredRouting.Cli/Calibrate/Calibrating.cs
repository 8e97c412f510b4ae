using TieredRouting.Configuration;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>Calibrates a contract, says what could be certified, and writes it back.</summary>
internal sealed class Calibrating(CalibrateRequest asked, Terminal terminal)
{
    /// <param name="asked">What was asked for, checked.</param>
    /// <param name="json">Takes what could be certified.</param>
    /// <param name="terminal">The terminal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<int> RunAsync(CalibrateRequest asked, JsonOutput json, Terminal terminal, CancellationToken cancellationToken)
    {
        using var output = asked.Out is { } target ? ResultFile.Open(target, terminal, asked.Config, asked.Source) : null;
        var calibrating = new Calibrating(asked, terminal);
        var result = await calibrating.CertifyAsync(cancellationToken);
        calibrating.Print(result, json);
        calibrating.WriteSection(result, output);
        return Terminal.Success;
    }

    private async Task<CalibrationResult> CertifyAsync(CancellationToken cancellationToken)
    {
        var calibration = new ThresholdCalibration(Checked().Declare, new CalibrationOptions
        {
            MaxError = asked.MaxError,
            Confidence = asked.Confidence,
            ByCohort = asked.ByCohort,
            Concurrency = asked.Concurrency,
        });
        CalibrationResult? result = null;
        await Watching.UntilDoneAsync($"Calibrating {asked.Contract}", () => calibration.Progress, terminal, async () => result = asked.Audit is { } audit
            ? await calibration.CertifyAuditAsync(asked.Contract, audit, cancellationToken)
            : await calibration.CertifyAsync(asked.Contract, asked.Source, cancellationToken));
        return result!;
    }

    /// <summary>The configuration is checked once before anything runs. What was certified before is to be replaced, and may no longer fit.</summary>
    private RoutingFile Checked()
    {
        var file = RoutingFile.Read(asked.Config);
        void Declare(TieredRoutingBuilder routing)
        {
            file.Declare(routing);
            routing.StandInFor(_ => NoClient.Instance);
        }

        using (RoutingServices.Build(asked.Config.Name, terminal, Declare, CheapTierOnly.Uncertify))
        {
            file.WarnOfForeign(asked.Config.Name, terminal);
        }

        return file;
    }

    private void Print(CalibrationResult result, JsonOutput json)
    {
        if (json.LeavesTable)
            CalibrationTable.Print(result, terminal);
        json.Write(CalibrationDocument.Of(result), CalibrationJsonContext.Default.CalibrationDocument);
        foreach (var note in result.Notes)
            terminal.Warn(note);
    }

    private void WriteSection(CalibrationResult result, ResultFile? output)
    {
        if (output is null)
            return;
        output.Stream.Write(CalibratedFile.Of(File.ReadAllBytes(asked.Config.FullName), result.Contract, result.Thresholds));
        output.Keep();
    }
}
