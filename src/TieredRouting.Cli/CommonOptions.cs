using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary>Options that several commands take.</summary>
internal static class CommonOptions
{
    public static Option<FileInfo> Config() => new("--config")
    {
        Description = "The JSON file that holds the TieredRouting section; an application's own settings will do.",
        Required = true,
        HelpName = "FILE",
    };

    public static Option<FileInfo> Audit() => new("--audit")
    {
        Description = "The audit as the application names it, plain or packed (.gz); the files it was rolled into are read before it.",
        Required = true,
        HelpName = "FILE",
    };
}
