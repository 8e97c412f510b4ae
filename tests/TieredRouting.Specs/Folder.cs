namespace TieredRouting.Specs;

/// <summary>A folder for the files of a test, gone with it.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiered-routing-");

    /// <summary>Where a file of that name is, or would be.</summary>
    public string this[string name] => Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
