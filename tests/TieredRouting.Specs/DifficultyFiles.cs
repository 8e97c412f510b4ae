using System.Globalization;

namespace TieredRouting.Specs;

/// <summary>Files of difficulty models that go by the number of words, in a folder that is gone with the test.</summary>
internal sealed class DifficultyFiles : IDisposable
{
    /// <summary>What such a model takes to be hard.</summary>
    public const string Hard = "one two three four five six seven eight nine ten eleven twelve";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tiered-routing-");

    /// <summary>The more words, the harder; with a negative weight, the easier.</summary>
    public string Model(string name, double weight = 9) => File(name, string.Create(CultureInfo.InvariantCulture, $$$$"""
        {"format":"tiered-routing/difficulty","version":1,"small":"a","large":"b","recordings":9,"probability":{"slope":1,"offset":0},"features":{"words":{"mean":1.5,"deviation":1,"weight":{{{{weight}}}}}}}
        """));

    public string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
