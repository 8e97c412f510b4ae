using System.Runtime.CompilerServices;

namespace TieredRouting.Configuration;

/// <summary>Everything that is wrong with a configuration, each with its path: nobody mends one error to find the next.</summary>
/// <param name="file">The file that every error begins with, or <see langword="null"/>.</param>
internal sealed class ConfigurationErrors(string? file = null)
{
    private const int LongestError = 800;

    private readonly List<string> _errors = [];

    public IReadOnlyList<string> All => _errors;

    public void Add(string path, string error) => _errors.Add(Short(file is null ? $"{path}: {error}" : $"{file}: {path}: {error}"));

    /// <summary>Says what is wrong with the file as a whole.</summary>
    public void AddWhole(string error) => _errors.Add(Short(file is null ? error : $"{file}: {error}"));

    public void Require(
        bool holds,
        [InterpolatedStringHandlerArgument(nameof(holds))] ErrorText path,
        [InterpolatedStringHandlerArgument(nameof(holds))] ErrorText error)
    {
        if (!holds)
            Add(path.Take(), error.Take());
    }

    /// <summary>A name or a value may be of any length; an error line is not.</summary>
    private static string Short(string error) => error.Length <= LongestError ? error : $"{error[..LongestError]}…";
}
