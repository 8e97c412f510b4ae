using System.Text.Json;
using TieredRouting.Testing;
using TieredRouting.Validation;

namespace TieredRouting.Tests.Validation;

/// <summary>What tolerant reading is worth on answers that models gave and on JSON that others broke. It prints the numbers of docs/recordings-check.md.</summary>
[Trait("Category", "Proof")]
public sealed class TolerantReadingProofs(ITestOutputHelper output)
{
    /// <summary>Where what others repair the input to is not what we read, and ours was judged right: a raw line break at the end of a name, which they drop and we keep.</summary>
    private static readonly string[] JudgedRight = ["test_parse_string.py:182"];

    private static readonly JsonSchemaAnswerValidator Schema = JsonSchemaAnswerValidator.Create(JsonElement.Parse("""
        {
          "type": "object",
          "properties": { "reasoning": { "type": "string" }, "answer": { "type": "string" } },
          "required": [ "reasoning", "answer" ],
          "additionalProperties": false
        }
        """));

    [Fact(Explicit = true)]
    public void Answers_to_school_mathematics() =>
        Measure("zeroeval/gsm.recordings.jsonl.gz")["nano-c"].Should().Be((0, 52, 654), "that is 0, 7.9 and 99.8 % of 655");

    [Fact(Explicit = true)]
    public void Answers_about_what_code_returns() =>
        Measure("zeroeval/crux.recordings.jsonl.gz").Values.Should().OnlyContain(count => count.Whole <= count.Strict && count.Strict <= count.Tolerant);

    [Fact(Explicit = true)]
    public void Json_that_others_broke_is_read_right_or_not_at_all()
    {
        var (strict, repaired, unread, wrong) = (0, 0, 0, new List<string>());
        foreach (var pair in File.ReadLines(SharedData.Require("json-repair/pairs.jsonl")).Select(line => JsonElement.Parse(line)))
        {
            using var read = TolerantReader.Read(pair.GetProperty("input").GetString()!);
            (strict, repaired, unread) = !read.IsJson ? (strict, repaired, unread + 1) : read.IsRepaired ? (strict, repaired + 1, unread) : (strict + 1, repaired, unread);
            if (read.IsRepaired && !JsonElement.DeepEquals(read.Document!.RootElement, JsonElement.Parse(pair.GetProperty("expected").GetString()!)))
                wrong.Add($"{Path.GetFileName(pair.GetProperty("file").GetString())}:{pair.GetProperty("line").GetInt32()}");
        }

        output.WriteLine($"json-repair: {strict} read strictly, {repaired} only tolerantly, {unread} not; otherwise than expected: {string.Join(", ", wrong)}");
        wrong.Should().BeEquivalentTo(JudgedRight);
    }

    /// <summary>Counts, by endpoint, the answers of the contract's schema that each way of reading finds.</summary>
    private Dictionary<string, (int Whole, int Strict, int Tolerant)> Measure(string path)
    {
        var answers = RecordingSet.Load(SharedData.Require(path)).Recordings.SelectMany(recording => recording.Answers)
            .SelectMany(endpoint => endpoint.Value, (endpoint, answer) => (Endpoint: endpoint.Key, Answer: answer))
            .ToLookup(pair => pair.Endpoint, pair => pair.Answer);
        output.WriteLine($"{path}: answers read, and right ones among them");
        return answers.OrderBy(endpoint => endpoint.Key, StringComparer.Ordinal).ToDictionary(endpoint => endpoint.Key, endpoint =>
        {
            var whole = endpoint.Where(answer => IsRead(AnswerReader.Read(answer.Text), answer.Text.Trim())).ToList();
            var strict = endpoint.Where(answer => IsRead(AnswerReader.Read(answer.Text))).ToList();
            var tolerant = endpoint.Where(answer => IsRead(TolerantReader.Read(answer.Text))).ToList();
            output.WriteLine($"{endpoint.Key,-9} of {endpoint.Count()}: whole text {Said(whole)}, or one fence {Said(strict)}, or tolerantly {Said(tolerant)}");
            return (whole.Count, strict.Count, tolerant.Count);

            string Said(List<RecordedAnswer> read) =>
                FormattableString.Invariant($"{read.Count} ({100.0 * read.Count / endpoint.Count():0.0} %), {read.Count(answer => answer.Correct)} right");
        });
    }

    private static bool IsRead(AnswerJson read, string? exactly = null)
    {
        using (read)
            return read.IsJson && (exactly is null || read.Json == exactly) && Schema.Validate(new Answer(read.Json, read.Document.RootElement)).Count == 0;
    }
}
