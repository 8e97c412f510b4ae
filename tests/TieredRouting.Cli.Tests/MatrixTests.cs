using System.Text.Json;

namespace TieredRouting.Cli.Tests;

/// <summary>The matrices of <c>samples/matrices</c>: what they decide, and that docs/decision-stories.md tells the same.</summary>
public sealed class MatrixTests
{
    /// <summary>Each matrix, with what it may be warned of.</summary>
    public static TheoryData<string, string[]> Matrices => new()
    {
        { "three-lanes", ["gateSettings.regulatedLanguage: it has no phrases, so the gate "] },
        { "practical-routing", [
            "gates that only the application has, taken as named: "] },
        { "inbound-leads", [
            "gates that only the application has, taken as named: ", "signals that only the application measures, unavailable here: asksForCommitment"] },
        { "reporting-pipeline", ["gates that only the application has, taken as named: "] },
    };

    public static TheoryData<string> Names => [.. Matrices.Select(matrix => matrix.Data.Item1)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Decides_every_request_as_was_worked_out_by_hand(string matrix)
    {
        using var run = new ToolRun();

        await Explain(run, matrix);

        run.Results.Select(Story.Told).Should().Equal(Expected(matrix));
    }

    [Theory]
    [MemberData(nameof(Matrices))]
    public async Task Loads_without_an_error_and_warns_of_nothing_unexpected(string matrix, string[] expected)
    {
        using var run = new ToolRun();

        (await Explain(run, matrix)).Should().Be(0);
        run.ErrorLines.Where(line => !line.StartsWith("warning: ") || !expected.Any(line.Contains)).Should().BeEmpty();
    }

    [Fact]
    public void The_page_tells_every_decision_as_the_files_hold_it() =>
        Rows().Select(row => row.Decision).Should().Equal(Names.SelectMany(matrix => Expected(matrix.Data)).Select(story => story.Shown));

    [Fact]
    public void What_decided_a_request_on_the_page_is_among_its_reasons()
    {
        var reasons = Names.SelectMany(matrix => Expected(matrix.Data)).ToDictionary(story => story.Id, story => story.Reasons.Split(' '));

        foreach (var (id, rules) in Rows().Select(row => (row.Id, row.Rules)))
            rules.Should().BeSubsetOf(reasons[id], "the page tells {0} so", id);
    }

    private static Task<int> Explain(ToolRun run, string matrix) =>
        run.Run("explain", "--config", FileOf(matrix, "routing.json"), "--requests", FileOf(matrix, "requests.jsonl"));

    private static List<Story> Expected(string matrix) => [.. File.ReadLines(FileOf(matrix, "decisions.jsonl")).Select(line => Story.Written(JsonElement.Parse(line)))];

    /// <summary>The rows of the page's tables of requests: those whose first cell speaks of a request.</summary>
    private static List<(string Id, string Decision, string[] Rules)> Rows()
    {
        var rows = new List<(string, string, string[])>();
        var within = false;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Folder, "docs", "decision-stories.md")))
        {
            within = line.StartsWith("| request |") || (within && line.StartsWith('|'));
            if (within && line.StartsWith("| `"))
                rows.Add(Row([.. line.Trim('|').Split('|').Select(cell => cell.Trim())]));
        }

        return rows;
    }

    private static (string Id, string Decision, string[] Rules) Row(string[] cells)
    {
        var id = cells[0].Trim('`');
        var rules = cells[7].Split('`').Where((_, place) => place % 2 == 1).ToArray();
        return (id, $"{id}: {cells[1].Trim('`')} {cells[3]} {cells[4]} {cells[5]} {cells[6]}", rules);
    }

    private static string FileOf(string matrix, string name) => Path.Combine(Repository.Folder, "samples", "matrices", matrix, name);

    /// <summary>What one can check of a decision by reading.</summary>
    private sealed record Story(string Id, string Contract, string Class, string? Tier, string Floor, string Lane, bool Approval, string Gates, string Reasons, string? Unroutable)
    {
        public string Shown => $"{Id}: {Contract} {Class} {Tier ?? "none"} {Lane} {(Approval ? "yes" : "no")}";

        public static Story Told(JsonElement decision) => Read(decision, reason => reason.GetProperty("rule"));

        public static Story Written(JsonElement decision) => Read(decision, reason => reason);

        private static Story Read(JsonElement decision, Func<JsonElement, JsonElement> ruleOf) => new(
            decision.GetProperty("id").GetString()!,
            decision.GetProperty("contract").GetString()!,
            decision.GetProperty("class").GetString()!,
            decision.GetProperty("tier").GetString(),
            decision.GetProperty("floor").GetString()!,
            decision.GetProperty("lane").GetString()!,
            decision.GetProperty("approval").GetBoolean(),
            Joined(decision.GetProperty("gates").EnumerateArray()),
            Joined(decision.GetProperty("reasons").EnumerateArray().Select(ruleOf)),
            decision.GetProperty("unroutable").GetString());

        private static string Joined(IEnumerable<JsonElement> texts) => string.Join(' ', texts.Select(text => text.GetString()));
    }
}
