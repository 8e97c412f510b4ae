namespace TieredRouting.Configuration;

/// <summary>Everything that is wrong with a configuration, each with its path: nobody mends one error to find the next.</summary>
internal sealed class ConfigurationErrors
{
    private readonly List<string> _errors = [];

    public IReadOnlyList<string> All => _errors;

    public void Add(string path, string error) => _errors.Add($"{path}: {error}");

    public void Require(bool holds, string path, string error)
    {
        if (!holds)
            Add(path, error);
    }
}
