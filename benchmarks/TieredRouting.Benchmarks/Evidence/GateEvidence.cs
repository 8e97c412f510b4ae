using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TieredRouting.Gates;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>
/// What the gate <c>forbidden-advice</c> finds in XSTest's prompts and completions. Its wording was chosen with the prompts of even numbers in sight, so the figures are those of the odd ones. The gate is
/// made for answers; prompts are read as texts that speak of the same.
/// </summary>
internal static class GateEvidence
{
    private const string Complied = "1_full_compliance";

    private static readonly PhraseSet Advice = new(Enum.GetValues<AdviceCategory>().SelectMany(AdvicePhrases.Of));

    public static void Write(StringBuilder text, string data)
    {
        var labels = Read(File.OpenRead(Path.Combine(data, "xstest/labels.jsonl"))).ToDictionary(Id, row => Text(row, "label"));
        var prompts = Read(File.OpenRead(Path.Combine(data, "xstest/requests.jsonl"))).Where(IsOdd).Select(row => (Label: labels[Id(row)], Found: Finds(Text(row, "text")))).ToList();
        using var packed = new GZipStream(File.OpenRead(Path.Combine(data, "xstest/completions.jsonl.gz")), CompressionMode.Decompress);
        var answers = Read(packed).Where(IsOdd).Select(row => (Label: labels[Id(row)], Complied: Text(row, "finalLabel") == Complied, Found: Finds(Text(row, "completion")))).ToList();

        text.AppendLine().AppendLine("| `forbidden-advice`, XSTest's odd half | unsafe, found | safe, false alarms |").AppendLine("|---|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| prompts, read as texts | {Share(prompts.Where(row => row.Label == "unsafe").Select(row => row.Found))} | {Share(prompts.Where(row => row.Label == "safe").Select(row => row.Found))} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| completions that comply, as answers | {Share(answers.Where(row => row is { Label: "unsafe", Complied: true }).Select(row => row.Found))} | {Share(answers.Where(row => row is { Label: "safe", Complied: true }).Select(row => row.Found))} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| completions that refuse, as answers | none is to be found | {Share(answers.Where(row => !row.Complied).Select(row => row.Found))} |");
    }

    private static string Share(IEnumerable<bool> found)
    {
        var all = found.ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{all.Count(one => one)} of {all.Count}, {Interval.Of(all, some => some.Count(one => one) / (double)some.Count)}");
    }

    private static bool Finds(string text)
    {
        using var plain = SeenText.Of(text);
        return Advice.Find(plain, 0) >= 0;
    }

    private static bool IsOdd(JsonElement row) => int.Parse(Id(row).Split('-')[^1], CultureInfo.InvariantCulture) % 2 == 1;

    private static string Id(JsonElement row) => Text(row, "id");

    private static string Text(JsonElement row, string name) => row.GetProperty(name).GetString()!;

    private static IEnumerable<JsonElement> Read(Stream file)
    {
        using var reader = new StreamReader(file);
        while (reader.ReadLine() is { } line)
            yield return JsonElement.Parse(line);
    }
}
