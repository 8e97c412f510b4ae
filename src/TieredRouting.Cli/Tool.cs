using System.CommandLine;

using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>The tool: its commands, and how each of them ends. Whatever happens, nobody sees a stack trace.</summary>
internal static class Tool
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Terminal terminal, CancellationToken cancellationToken = default)
    {
        var parsed = Commands(terminal).Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not ExampleHelp)
            return Refuse(parsed, terminal);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { Output = terminal.Out, Error = terminal.Error, EnableDefaultExceptionHandler = false }, cancellationToken);
        }
        catch (InputException exception)
        {
            foreach (var error in exception.Errors)
                terminal.Fail(error);
        }
        catch (UnwritableFileException exception)
        {
            terminal.Fail(exception.Message);
        }
        catch (IOException exception) when (UnwritableFile.LacksSpace(exception))
        {
            terminal.Fail($"a result {UnwritableFile.Of(exception)}");
        }
        catch (OperationCanceledException)
        {
            terminal.Fail("cancelled");
        }
        catch (Exception exception)
        {
            terminal.Fail($"{exception.GetType().Name}: {exception.Message.ReplaceLineEndings(" ")}");
        }

        return Terminal.UnusableInput;
    }

    private static RootCommand Commands(Terminal terminal)
    {
        var root = new RootCommand("Routes chat requests to the cheapest model tier that keeps its contract: explained before it runs, proved on recorded answers.")
        {
            ExplainCommand.Create(terminal),
            EvalCommand.Create(terminal),
            ReplayCommand.Create(terminal),
            AdviseCommand.Create(terminal),
            CalibrateCommand.Create(terminal),
            TrainCommand.Create(terminal),
            ScoreCommand.Create(terminal),
            AuditCommand.Create(terminal),
            SchemaCommand.Create(terminal),
        };
        ExampleHelp.AddTo(root);
        return root;
    }

    private static int Refuse(ParseResult parsed, Terminal terminal)
    {
        foreach (var error in parsed.Errors)
            terminal.Fail(error.Message);
        terminal.Error.WriteLine($"See 'tiered-routing {(parsed.CommandResult.Command is RootCommand ? string.Empty : parsed.CommandResult.Command.Name + " ")}--help'.");
        return Terminal.UnusableInput;
    }
}
