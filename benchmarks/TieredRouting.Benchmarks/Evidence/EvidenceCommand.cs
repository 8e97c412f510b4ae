using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TieredRouting.Validation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary><c>evidence DATA [PAGE]</c>: what routing is worth on real answers, written to a page between its marks, or printed.</summary>
internal static class EvidenceCommand
{
    private const string Begin = "<!-- evidence -->";
    private const string End = "<!-- /evidence -->";

    public static async Task<int> RunAsync(string data, string? page)
    {
        var text = new StringBuilder();
        await RoutedAsync(text, data);
        Readings(text, data);
        Refusals(text, data);
        GateEvidence.Write(text, data);
        IntentEvidence.Write(text, data);
        LaneEvidence.Write(text, data);
        ToolRiskEvidence.Write(text, data);
        await InjectionEvidence.WriteAsync(text, data);
        await StartEvidence.WriteAsync(text, data);
        await CalibrationEvidence.WriteAsync(text, data);
        DifficultyEvidence.Write(text, data);
        RegressionEvidence.Write(text, data);
        if (page is null)
            Console.Write(text);
        else
            Write(page, text.ToString());
        return 0;
    }

    private static async Task RoutedAsync(StringBuilder text, string data)
    {
        text.AppendLine("| routing | requests | accuracy | strong alone | cost of strong alone | escalated | silently wrong |").AppendLine("|---|---|---|---|---|---|---|");
        var boxed = BoxedAnswers.Rewrite(data);
        foreach (var set in EvidenceSets.All)
        {
            var outcomes = await (set.File == BoxedAnswers.File ? set with { File = boxed } : set).RunAsync(data);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {set.Name} | {outcomes.Count} | {Share(outcomes, one => one.Correct)} | {Share(outcomes, one => one.StrongCorrect)} | {Interval.Of(outcomes, all => all.Sum(one => one.Cost) / all.Sum(one => one.StrongCost))} | {Share(outcomes, one => one.Escalated)} | {Share(outcomes, one => one.SilentlyWrong)} |");
        }

        File.Delete(boxed);
        text.AppendLine();
    }

    private static Interval Share<T>(IReadOnlyList<T> items, Func<T, bool> holds) => Interval.Of(items, all => all.Count(holds) / (double)all.Count);

    private static void Readings(StringBuilder text, string data)
    {
        text.AppendLine("| answers of | the whole text is JSON | or the only fence | or read tolerantly |").AppendLine("|---|---|---|---|");
        var answers = Lines(data, "zeroeval/gsm.recordings.jsonl.gz").SelectMany(line => line.GetProperty("answers").EnumerateObject()).ToLookup(endpoint => endpoint.Name, endpoint => endpoint.Value[0].GetProperty("text").GetString()!);
        foreach (var endpoint in answers.OrderBy(endpoint => endpoint.Key, StringComparer.Ordinal))
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{endpoint.Key}` | {Read(endpoint, IsWhole)} | {Read(endpoint, answer => IsRead(AnswerReader.Read(answer)))} | {Read(endpoint, answer => IsRead(TolerantReader.Read(answer)))} |");
        text.AppendLine();
    }

    private static string Read(IEnumerable<string> answers, Func<string, bool> reads)
    {
        var all = answers.ToList();
        return string.Create(CultureInfo.InvariantCulture, $"{100.0 * all.Count(reads) / all.Count:0.0} %");
    }

    private static bool IsWhole(string answer)
    {
        var whole = StrictJson.TryParse(answer.Trim(), out var document, out _) && document.RootElement.ValueKind == JsonValueKind.Object;
        document?.Dispose();
        return whole;
    }

    private static bool IsRead(AnswerJson read)
    {
        using (read)
            return read.IsJson && read.Document.RootElement.ValueKind == JsonValueKind.Object;
    }

    private static void Refusals(StringBuilder text, string data)
    {
        var rows = Lines(data, "xstest/completions.jsonl.gz").ToList();
        var right = rows.ConvertAll(row => RefusalText.IsRefusal(row.GetProperty("completion").GetString()) == (row.GetProperty("finalLabel").GetString() != "1_full_compliance"));
        var strings = rows.ConvertAll(row => (row.GetProperty("stringMatchLabel").GetString() != "1_full_compliance") == (row.GetProperty("finalLabel").GetString() != "1_full_compliance"));
        text.AppendLine("| refusals, of XSTest's completions | right |").AppendLine("|---|---|");
        text.AppendLine(CultureInfo.InvariantCulture, $"| recognised from text | {Share(right, one => one)} |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| the data's own match of strings | {Share(strings, one => one)} |");
    }

    internal static IEnumerable<JsonElement> Lines(string data, string file)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(data, file)), CompressionMode.Decompress);
        using var reader = new StreamReader(packed);
        while (reader.ReadLine() is { } line)
            yield return JsonElement.Parse(line);
    }

    private static void Write(string page, string evidence)
    {
        var text = File.ReadAllText(page);
        var (start, end) = (text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, text.IndexOf(End, StringComparison.Ordinal));
        File.WriteAllText(page, $"{text[..start]}\n\n{evidence.ReplaceLineEndings("\n")}\n{text[end..]}");
    }
}
