using System.IO.Compression;
using System.Text;

namespace TieredRouting.Evaluation.Tests;

/// <summary>A folder of files, gone with the test.</summary>
internal sealed class Folder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiered-routing-");

    public FileInfo this[string name] => new(Path.Combine(_folder.FullName, name));

    public FileInfo File(string name, params IReadOnlyList<string> lines)
    {
        System.IO.File.WriteAllLines(this[name].FullName, lines);
        return this[name];
    }

    public FileInfo Packed(string name, params IReadOnlyList<string> lines)
    {
        using (var packed = new GZipStream(System.IO.File.Create(this[name].FullName), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return this[name];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
