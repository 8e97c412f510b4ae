using System.CommandLine;

namespace TieredRouting.Cli;

/// <summary>A command with examples.</summary>
internal sealed class ToolCommand(string name, string description, params IReadOnlyList<string> examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples => examples;
}
