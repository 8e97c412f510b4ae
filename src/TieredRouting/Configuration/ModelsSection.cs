namespace TieredRouting.Configuration;

/// <summary>Reads which models of its own the router has: files, by the signals they measure.</summary>
internal static class ModelsSection
{
    /// <summary>The file of the difficulty model; <see langword="null"/> when nothing is said.</summary>
    public static string? Difficulty(SectionScope scope)
    {
        if (scope.Object("models") is not { } models)
            return null;
        var file = models.Text(SignalNames.Difficulty);
        models.Finish();
        return file;
    }
}
