namespace TieredRouting.Tests.Architecture;

/// <summary>A source file of the library.</summary>
/// <param name="Path">Its path, relative to the library's folder.</param>
/// <param name="Text">Its text.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The first folder on its path; empty for a file that lies in none.</summary>
    public string Folder => Path.Split('/') is [var folder, _, ..] ? folder : Floors.Root;

    public static IEnumerable<SourceFile> OfLibrary()
    {
        var library = System.IO.Path.Combine(Repository, "src", "TieredRouting");
        return Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories)
            .Select(path => new SourceFile(System.IO.Path.GetRelativePath(library, path).Replace('\\', '/'), File.ReadAllText(path)))
            .Where(file => file.Folder is not ("bin" or "obj"))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
    }

    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = FindRepository();

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "TieredRouting.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No folder above '{AppContext.BaseDirectory}' holds TieredRouting.sln.");
    }
}
