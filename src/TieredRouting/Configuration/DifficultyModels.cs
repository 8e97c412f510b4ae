using System.Security.Cryptography;
using TieredRouting.Signals;

namespace TieredRouting.Configuration;

/// <summary>The difficulty models that contracts name, each file read once.</summary>
/// <param name="folder">Where a relative path is looked for; <see langword="null"/> for the working directory.</param>
/// <param name="errors">Takes what is wrong.</param>
internal sealed class DifficultyModels(string? folder, ConfigurationErrors errors)
{
    private const int HashLength = 16;

    private readonly Dictionary<string, (DifficultyModel Model, string Version)?> _byFile = new(StringComparer.Ordinal);

    /// <summary>The model of a file and the hash of what it holds; <see langword="null"/>, with an error at the place that names it, where it cannot be used.</summary>
    public (DifficultyModel Model, string Version)? Find(string file, string place)
    {
        var path = Path.Combine(folder ?? string.Empty, file);
        if (!_byFile.TryGetValue(path, out var found))
            _byFile.Add(path, found = Read(path, file, place));
        return found;
    }

    private (DifficultyModel Model, string Version)? Read(string path, string file, string place)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > DifficultyFile.LargestFile })
                errors.Add(place, $"'{file}' is larger than any model");
            else if (File.ReadAllBytes(path) is var utf8 && DifficultyFile.Read(utf8, out var error) is { } model)
                return (model, Convert.ToHexStringLower(SHA256.HashData(utf8))[..HashLength]);
            else
                errors.Add(place, $"{file}{error}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(place, $"'{file}' {FileFlaw.Of(path, exception)}");
        }

        return null;
    }
}
