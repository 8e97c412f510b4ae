using Spectre.Console;

namespace TieredRouting.Cli;

/// <summary>Shows how far long work is, where somebody watches: never in a pipe, and not for work of a moment.</summary>
internal static class Watching
{
    private static readonly TimeSpan AMoment = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    public static async Task UntilDoneAsync(string title, Func<double> progress, Terminal terminal, Func<Task> work)
    {
        var working = Task.Run(work);
        if (terminal.ShowsProgress && await Task.WhenAny(working, Task.Delay(AMoment, TimeProvider.System)) != working)
            await ShowAsync(title, progress, working, terminal);
        await working;
    }

    private static Task ShowAsync(string title, Func<double> progress, Task working, Terminal terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal.Error) });
        return console.Progress().AutoClear(enabled: true).StartAsync(async bars =>
        {
            var bar = bars.AddTask(Markup.Escape(title), maxValue: 1);
            while (await Task.WhenAny(working, Task.Delay(Step, TimeProvider.System)) != working)
                bar.Value = progress();
        });
    }
}
