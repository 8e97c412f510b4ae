using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>What commands share that read an audit under a configuration.</summary>
internal static class RecordedRouting
{
    /// <summary>What a configuration declares, checked; what it warns of at start is said once. Signals that only the application measures are on record.</summary>
    /// <exception cref="InputException">The configuration cannot be used.</exception>
    public static Action<TieredRoutingBuilder> Of(FileInfo config, Terminal terminal)
    {
        var file = RoutingFile.Read(config);
        using (RoutingServices.Build(config.Name, terminal, routing =>
        {
            file.Declare(routing);
            routing.MakeOtherClientsWith((_, _) => NoClient.Instance);
        }))
        {
            file.WarnOfForeignGates(config.Name, terminal);
        }

        return file.Declare;
    }

    /// <summary>Says what is to be known and what was wrong.</summary>
    /// <returns>The exit code.</returns>
    public static int End(IReadOnlyList<string> notes, IReadOnlyList<string> errors, int unusable, FileInfo audit, Terminal terminal)
    {
        foreach (var note in notes)
            terminal.Warn(note);
        return UnusableLines.Tell(errors, unusable, audit, terminal);
    }
}
