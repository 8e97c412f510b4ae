using System.Text;
using System.Text.Json;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

/// <summary>How well the policy lane's detectors do on texts that others wrote and marked.</summary>
public sealed class PolicyLaneDataTests(ITestOutputHelper output)
{
    private static readonly string[] Structured = [EvidenceKinds.Email, EvidenceKinds.Phone, EvidenceKinds.CreditCard, EvidenceKinds.Iban];

    private static readonly string[] Subjects = [EvidenceKinds.Payroll, EvidenceKinds.Health, EvidenceKinds.Legal];

    [Fact]
    public void Personal_data_is_found_where_it_is_marked()
    {
        var texts = Lines("presidio-synth/requests.jsonl").ToDictionary(line => line.GetProperty("id").GetString()!, line => line.GetProperty("text").GetString()!);
        var labels = Lines("presidio-synth/labels.jsonl").ToDictionary(line => line.GetProperty("id").GetString()!, Spans);
        var found = texts.ToDictionary(text => text.Key, text => PolicyLaneExtractor.Find(text.Value));

        foreach (var kind in Structured)
        {
            var marked = Places(labels, kind);
            var seen = Places(found, kind);
            foreach (var (id, place) in marked.Except(seen))
                output.WriteLine($"missed {kind}: {texts[id]}");
            foreach (var (id, place) in seen.Except(marked))
                output.WriteLine($"wrong {kind} '{texts[id].Substring(place.Start, place.Length)}': {texts[id]}");
            var right = marked.Intersect(seen).Count();
            var (precision, recall) = ((double)right / seen.Count, (double)right / marked.Count);
            output.WriteLine($"{kind}: precision {precision:0.000} ({right} of {seen.Count}), recall {recall:0.000} ({right} of {marked.Count})");
            precision.Should().BeGreaterThanOrEqualTo(0.9);
            recall.Should().BeGreaterThanOrEqualTo(kind == EvidenceKinds.Phone ? 0.9 : 0.95);
        }
    }

    [Fact]
    public void Credentials_are_told_from_what_looks_like_them()
    {
        var labels = Lines("gitleaks-cases/labels.jsonl").ToDictionary(line => line.GetProperty("id").GetString()!);
        var (right, wrong, missed) = (0, 0, 0);
        foreach (var line in SharedData.ReadLines("gitleaks-cases/requests.jsonl.gz"))
        {
            var label = labels[line.GetProperty("id").GetString()!];
            var text = Encoding.UTF8.GetString(line.GetProperty("textBase64").GetBytesFromBase64());
            var seen = PolicyLaneExtractor.Find(text).Exists(evidence => evidence.Kind == EvidenceKinds.Credential);
            var credential = label.GetProperty("credential").GetBoolean();
            (right, wrong, missed) = (right + (seen && credential ? 1 : 0), wrong + (seen && !credential ? 1 : 0), missed + (!seen && credential ? 1 : 0));
            // The texts themselves are not for logs.
            if (seen != credential)
                output.WriteLine($"{(seen ? "wrong" : "missed")} {label.GetProperty("id").GetString()} ({label.GetProperty("rule").GetString()})");
        }

        var (precision, recall) = ((double)right / (right + wrong), (double)right / (right + missed));
        output.WriteLine($"credential: precision {precision:0.000} ({right} of {right + wrong}), recall {recall:0.000} ({right} of {right + missed})");
        precision.Should().BeGreaterThanOrEqualTo(0.85);
        recall.Should().BeGreaterThanOrEqualTo(0.9);
    }

    [Theory]
    [InlineData("clinc150/train.jsonl.gz")]
    [InlineData("banking77/train.jsonl.gz")]
    public void Everyday_requests_raise_no_alarm(string file)
    {
        var (texts, alarms, subjects) = (0, 0, 0);
        foreach (var line in SharedData.ReadLines(file))
        {
            var text = line.GetProperty("text").GetString()!;
            var found = PolicyLaneExtractor.Find(text);
            texts++;
            var isAlarm = found.Exists(evidence => !Subjects.Contains(evidence.Kind));
            alarms += isAlarm ? 1 : 0;
            subjects += isAlarm || found.Count == 0 ? 0 : 1;
            if (isAlarm)
                output.WriteLine($"{found[0].Kind}: {text}");
        }

        output.WriteLine($"{file}: {alarms} alarms and {subjects} about pay, health or law in {texts} texts");
        alarms.Should().BeLessThanOrEqualTo(texts / 1_000);
        // Whoever asks for the own salary does speak of pay.
        subjects.Should().BeLessThanOrEqualTo(texts / 100);
    }

    private static IEnumerable<JsonElement> Lines(string file) => File.ReadLines(SharedData.Require(file)).Select(line => JsonDocument.Parse(line).RootElement);

    private static List<SignalEvidence> Spans(JsonElement label) =>
    [
        .. from span in label.GetProperty("spans").EnumerateArray()
           where span.GetProperty("kind").ValueKind == JsonValueKind.String
           select new SignalEvidence(span.GetProperty("kind").GetString()!, span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32()),
    ];

    private static HashSet<(string Id, SignalEvidence Place)> Places(Dictionary<string, List<SignalEvidence>> evidence, string kind) =>
        [.. from text in evidence from place in text.Value where place.Kind == kind select (text.Key, place)];
}
