namespace TieredRouting.Cli;

/// <summary>What was given cannot be used. Each error is one line that names its place.</summary>
internal sealed class InputException(params IReadOnlyList<string> errors) : Exception(string.Join("; ", errors))
{
    public IReadOnlyList<string> Errors => errors;
}
