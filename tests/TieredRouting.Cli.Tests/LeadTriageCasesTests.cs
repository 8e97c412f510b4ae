namespace TieredRouting.Cli.Tests;

/// <summary>The thirty starter cases that ship with the sample.</summary>
public sealed class LeadTriageCasesTests
{
    private static readonly string Folder = Path.Combine(Repository.Folder, "samples", "LeadTriage", "eval");

    [Fact]
    public async Task Every_case_does_what_it_must_and_risk_work_goes_to_a_person_every_time()
    {
        using var tool = new ToolRun();

        var code = await tool.Run("eval", "--config", At("routing.json"), "--cases", At("cases.jsonl"), "--recordings", At("recordings.jsonl"), "--gates", At("gates.json"), "--json", tool.PathOf("report.json"));

        code.Should().Be(0, tool.Error.ToString());
        var report = System.Text.Json.JsonElement.Parse(File.ReadAllText(tool.PathOf("report.json")));
        foreach (var work in (string[])["T0", "T1", "T2"])
            report.GetProperty("byClass").GetProperty(work).GetProperty("requests").GetInt32().Should().Be(10);
        (report.GetProperty("heldForApproval").GetInt32(), report.GetProperty("released").GetInt32(), report.GetProperty("escalated").GetInt32()).Should().Be((10, 20, 10));
    }

    [Fact]
    public async Task The_recordings_alone_state_the_same_facts_so_that_the_same_work_is_risk_work()
    {
        using var tool = new ToolRun();

        var code = await tool.Run("eval", "--config", At("routing.json"), "--recordings", At("recordings.jsonl"), "--across-tiers", "--json", tool.PathOf("report.json"));

        code.Should().Be(0, tool.Error.ToString());
        var report = System.Text.Json.JsonElement.Parse(File.ReadAllText(tool.PathOf("report.json")));
        (report.GetProperty("heldForApproval").GetInt32(), report.GetProperty("released").GetInt32()).Should().Be((10, 20));
        tool.Out.ToString().Should().Contain("prompt 'lead-options/1' holds on the tier 'full' only");
    }

    [Fact]
    public async Task A_contract_that_lost_its_risk_fails_the_gate()
    {
        using var tool = new ToolRun();
        var careless = tool.File("routing.json", File.ReadAllText(At("routing.json")).Replace("\"risk\": { \"business\": \"high\" }", "\"risk\": { \"business\": \"low\" }", StringComparison.Ordinal));

        var code = await tool.Run("eval", "--config", careless, "--cases", At("cases.jsonl"), "--recordings", At("recordings.jsonl"), "--gates", At("gates.json"));

        code.Should().Be(1);
        (tool.Out.ToString() + tool.Error).Should().Contain("accuracy").And.Contain("reply-fixed-price");
    }

    private static string At(string name) => Path.Combine(Folder, name);
}
