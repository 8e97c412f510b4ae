using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TieredRouting.Signals;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>How well the policy lane finds what others marked. Halves are by group, so that no sentence pattern and no kind of key is on both.</summary>
internal static class LaneEvidence
{
    private const string Presidio = "presidio-synth";
    private const string Gitleaks = "gitleaks-cases";

    private static readonly string[] Structured = [EvidenceKinds.Email, EvidenceKinds.Phone, EvidenceKinds.CreditCard, EvidenceKinds.Iban, EvidenceKinds.NationalId];
    private static readonly string[] Personal = [.. Structured, EvidenceKinds.Person, EvidenceKinds.Address, EvidenceKinds.DateOfBirth, EvidenceKinds.IpAddress];

    public static void Write(StringBuilder text, string data)
    {
        var marked = ReadMarked(data);
        text.AppendLine().AppendLine("| personal data by span, Presidio's synthetic texts | half worked on: precision | recall | other half: precision | recall |").AppendLine("|---|---|---|---|---|");
        foreach (var kind in (string[])[.. Structured, EvidenceKinds.Person, EvidenceKinds.Address])
            text.AppendLine(CultureInfo.InvariantCulture, $"| `{kind}` | {Spans(marked.Where(one => one.IsFit), kind)} | {Spans(marked.Where(one => !one.IsFit), kind)} |");
        Texts(text, marked);
        Credentials(text, data);
        Alarms(text, data);
    }

    private static string Spans(IEnumerable<MarkedText> texts, string kind)
    {
        var all = texts.Select(one => (Marked: Places(one.Marked, kind), Found: Places(one.Found, kind))).ToList();
        return Pair(all.Sum(one => one.Marked.Intersect(one.Found).Count()), all.Sum(one => one.Found.Count), all.Sum(one => one.Marked.Count));
    }

    private static string Pair(int right, int found, int marked) => $"{Share(right, found)} | {Share(right, marked)}";

    private static string Share(int part, int whole) => whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{(double)part / whole:0.000} ({part} of {whole})");

    private static HashSet<SignalEvidence> Places(List<SignalEvidence> evidence, string kind) => [.. evidence.Where(one => one.Kind == kind)];

    private static void Texts(StringBuilder text, List<MarkedText> marked)
    {
        text.AppendLine().AppendLine("| texts in which anything was found | half worked on | other half |").AppendLine("|---|---|---|");
        Row("with a structured kind", one => one.Has(Structured));
        Row("with names or addresses only", one => one.Marked.Count > 0 && !one.Has(Structured));
        Row("with nothing marked that has a kind here", one => one.Marked.Count == 0);
        Row("the same, and found where nothing is marked at all", one => one.Marked.Count == 0, one => one.Found.Exists(found => !one.Others.Contains((found.Start, found.Length))));

        void Row(string name, Func<MarkedText, bool> isOne, Func<MarkedText, bool>? isFound = null)
        {
            var (worked, other) = (marked.Where(one => one.IsFit && isOne(one)), marked.Where(one => !one.IsFit && isOne(one)));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Found(worked, isFound)} | {Found(other, isFound)} |");
        }
    }

    private static string Found(IEnumerable<MarkedText> texts, Func<MarkedText, bool>? isFound)
    {
        var all = texts.ToList();
        return Share(all.Count(isFound ?? (one => one.Found.Count > 0)), all.Count);
    }

    private static void Credentials(StringBuilder text, string data)
    {
        var labels = Lines(data, $"{Gitleaks}/labels.jsonl").ToDictionary(line => line.GetProperty("id").GetString()!);
        var cases = Lines(data, $"{Gitleaks}/requests.jsonl.gz").Select(line =>
        {
            var label = labels[line.GetProperty("id").GetString()!];
            var found = PolicyLaneExtractor.Find(Encoding.UTF8.GetString(line.GetProperty("textBase64").GetBytesFromBase64()));
            return (IsFit: IsFit(Gitleaks, label.GetProperty("rule").GetString()!), IsOne: label.GetProperty("credential").GetBoolean(), IsFound: found.Exists(one => one.Kind == EvidenceKinds.Credential));
        }).ToLookup(one => one.IsFit);
        text.AppendLine().AppendLine("| credentials, gitleaks' cases | precision | recall |").AppendLine("|---|---|---|");
        text.AppendLine($"| half worked on, by rule | {Of(cases[true])} |").AppendLine($"| other half | {Of(cases[false])} |");

        static string Of(IEnumerable<(bool IsFit, bool IsOne, bool IsFound)> half)
        {
            var all = half.ToList();
            return Pair(all.Count(one => one.IsOne && one.IsFound), all.Count(one => one.IsFound), all.Count(one => one.IsOne));
        }
    }

    private static void Alarms(StringBuilder text, string data)
    {
        text.AppendLine().AppendLine("| ordinary queries | texts | with personal data found | with pay, health or law found |").AppendLine("|---|---|---|---|");
        foreach (var (name, file) in ((string, string)[])[("CLINC150", "clinc150/train.jsonl.gz"), ("BANKING77", "banking77/train.jsonl.gz")])
        {
            var all = Lines(data, file).Select(line => PolicyLaneExtractor.Find(line.GetProperty("text").GetString()!)).ToList();
            var personal = all.Count(found => found.Exists(one => Personal.Contains(one.Kind)));
            var subjects = all.Count(found => found.Exists(one => one.Kind is EvidenceKinds.Payroll or EvidenceKinds.Health or EvidenceKinds.Legal));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {all.Count:N0} | {100.0 * personal / all.Count:0.00} % | {100.0 * subjects / all.Count:0.00} % |");
        }
    }

    private static List<MarkedText> ReadMarked(string data)
    {
        var texts = Lines(data, $"{Presidio}/requests.jsonl").ToDictionary(line => line.GetProperty("id").GetString()!, line => line.GetProperty("text").GetString()!);
        return
        [
            .. Lines(data, $"{Presidio}/labels.jsonl").Select(label =>
            {
                var spans = label.GetProperty("spans").EnumerateArray().ToLookup(span => span.GetProperty("kind").GetString(), span => (Start: span.GetProperty("start").GetInt32(), Length: span.GetProperty("length").GetInt32()));
                return new MarkedText(
                    IsFit(Presidio, label.GetProperty("templateId").ToString()),
                    [.. spans.Where(kind => kind.Key is not null).SelectMany(kind => kind.Select(span => new SignalEvidence(kind.Key!, span.Start, span.Length)))],
                    [.. spans[null]],
                    PolicyLaneExtractor.Find(texts[label.GetProperty("id").GetString()!]));
            }),
        ];
    }

    private static bool IsFit(string set, string group) => SHA256.HashData(Encoding.UTF8.GetBytes($"{set}|{group}"))[1] % 2 == 0;

    private static IEnumerable<JsonElement> Lines(string data, string file)
    {
        using var stream = File.OpenRead(Path.Combine(data, file));
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        while (reader.ReadLine() is { } line)
            yield return JsonElement.Parse(line);
    }

    /// <summary>A text, what is marked in it, and what was found.</summary>
    /// <param name="Others">Marked places of kinds that have no name here, such as dates and addresses of machines.</param>
    private sealed record MarkedText(bool IsFit, List<SignalEvidence> Marked, HashSet<(int Start, int Length)> Others, List<SignalEvidence> Found)
    {
        public bool Has(string[] kinds) => Marked.Exists(one => kinds.Contains(one.Kind));
    }
}
