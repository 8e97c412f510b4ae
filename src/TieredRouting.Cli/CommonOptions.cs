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
}
