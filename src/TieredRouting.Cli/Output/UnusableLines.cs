namespace TieredRouting.Cli;

/// <summary>Says which lines of a file could not be used, where the others were.</summary>
internal static class UnusableLines
{
    /// <param name="first">What was wrong with the first of them.</param>
    /// <param name="count">How many there were.</param>
    /// <param name="file">The file.</param>
    /// <param name="terminal">Takes it.</param>
    /// <returns>The exit code.</returns>
    public static int Tell(IReadOnlyList<string> first, int count, FileInfo file, Terminal terminal)
    {
        foreach (var flaw in first)
            terminal.Fail(flaw);
        if (count > first.Count)
            terminal.Fail($"{file.Name}: {count - first.Count} more lines could not be used");
        return count == 0 ? Terminal.Success : Terminal.UnusableInput;
    }
}
