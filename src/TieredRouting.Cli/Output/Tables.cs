using Spectre.Console;

namespace TieredRouting.Cli;

/// <summary>Tables: drawn where somebody looks, plain columns in a pipe.</summary>
internal static class Tables
{
    private const int WideEnough = 160;

    public static IAnsiConsole Console(Terminal terminal)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Out),
            Ansi = terminal.DrawsTables ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!terminal.DrawsTables)
            console.Profile.Width = WideEnough;
        return console;
    }

    /// <summary>A text from a file as a cell takes it.</summary>
    public static string Text(string text) => Markup.Escape(Terminal.OneLine(text));

    /// <summary>A table whose first column holds names, and the others figures.</summary>
    public static Table With(Terminal terminal, string names, params IReadOnlyList<string> figures)
    {
        var table = new Table { Border = terminal.DrawsTables ? TableBorder.Simple : TableBorder.None };
        table.AddColumn(new TableColumn(names).NoWrap());
        foreach (var figure in figures)
            table.AddColumn(new TableColumn(figure).NoWrap().RightAligned());
        return table;
    }
}
