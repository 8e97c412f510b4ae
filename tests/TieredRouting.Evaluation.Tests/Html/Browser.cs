using System.Diagnostics;

namespace TieredRouting.Evaluation.Tests.Html;

/// <summary>A real browser without a window, where the machine has one.</summary>
internal static class Browser
{
    private const string Name = "chromium";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Opens a page, and says what became of it: its elements as the browser sees them, and what it complained of. Skips the calling test where there is no browser.</summary>
    public static async Task<(string Dom, IReadOnlyList<string> Complaints)> OpenAsync(Folder folder, string page)
    {
        var browser = Find();
        Assert.SkipWhen(browser is null, $"There is no '{Name}' on the PATH: no browser looks at the page.");
        var file = folder.File("page.html", page);
        using var process = Process.Start(new ProcessStartInfo(browser!, Arguments(folder["profile"], file)) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (dom, log) = await ReadAsync(process);
        return (dom, [.. log.Split('\n').Where(line => line.Contains("CONSOLE", StringComparison.Ordinal))]);
    }

    private static IEnumerable<string> Arguments(FileInfo profile, FileInfo page) =>
        ["--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", $"--user-data-dir={profile.FullName}", "--dump-dom", new Uri(page.FullName).AbsoluteUri];

    private static async Task<(string Out, string Error)> ReadAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            return (await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static string? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists);
}
