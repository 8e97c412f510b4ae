using System.Diagnostics;

namespace TieredRouting.Sqlite.Tests;

/// <summary>A program that was built beside the tests, running.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;

    private Child(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, UseShellExecute = false };
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    public static Child Approval(string folder, string act, string id = "-", string? stopAt = null) =>
        new(Built("tests", "Children", "TieredRouting.ApprovalChild"), new[] { folder, act, id, stopAt }.OfType<string>(), variables: null);

    public static Child LeadTriage(string state, params IEnumerable<string> arguments) =>
        new(Built("samples", "LeadTriage"), arguments, new Dictionary<string, string> { ["LEAD_TRIAGE_STATE"] = state });

    public static Child Audit(string path, string key) =>
        new(Built("tests", "Children", "TieredRouting.AuditChild"), [path, "1", key], variables: null);

    public async Task<string> Line() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
        ?? throw new InvalidOperationException(await _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));

    public void Go() => _process.StandardInput.WriteLine();

    /// <summary>All it said, and its exit code.</summary>
    public async Task<(int Code, string Out, string Error)> End()
    {
        var error = _process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, output, await error);
    }

    /// <summary>Waits until it stands still, and kills it there.</summary>
    public async Task Kill()
    {
        (await Line()).Should().Be("stopped");
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Kills it where it stands, and gives what it had said by then in whole lines.</summary>
    public async Task<string[]> KillNow()
    {
        _process.Kill();
        var said = await _process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return said.Split('\n')[..^1];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    /// <summary>The program of another project, of the configuration that these tests were built in.</summary>
    private static string Built(params string[] project)
    {
        var here = Path.Combine("tests", "TieredRouting.Sqlite.Tests");
        var folder = AppContext.BaseDirectory.Replace(here, Path.Combine(project), StringComparison.Ordinal);
        return Path.Combine(folder, project[^1] + (OperatingSystem.IsWindows() ? ".exe" : string.Empty));
    }
}
