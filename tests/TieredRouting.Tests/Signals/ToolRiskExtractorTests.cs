using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class ToolRiskExtractorTests
{
    [Fact]
    public async Task Without_tools_there_is_no_risk()
    {
        (await Extract()).Value.Should().Be("none");
        (await new ToolRiskExtractor().ExtractAsync(Given.Request(), CancellationToken.None)).Parts.Should().BeEmpty();
    }

    [Fact]
    public async Task A_tool_that_says_nothing_writes() => (await Extract(Tool("send"))).Text("send").Should().Be("write");

    [Theory]
    [InlineData("readOnly", true, "read")]
    [InlineData("readOnlyHint", true, "read")]
    [InlineData("readOnly", false, "write")]
    [InlineData("destructive", true, "destructive")]
    [InlineData("destructiveHint", true, "destructive")]
    [InlineData("destructive", false, "write")]
    [InlineData("readOnly", "true", "write")]
    public async Task A_tool_says_what_it_does(string property, object value, string risk) => (await Extract(Tool("tool", (property, value)))).Text("tool").Should().Be(risk);

    [Fact]
    public async Task What_it_says_may_have_been_json() =>
        (await Extract(Tool("tool", ("readOnlyHint", JsonDocument.Parse("true").RootElement)))).Text("tool").Should().Be("read");

    [Fact]
    public async Task A_destructive_tool_that_claims_to_only_read_is_destructive() =>
        (await Extract(Tool("tool", ("readOnly", true), ("destructive", true)))).Text("tool").Should().Be("destructive");

    [Fact]
    public async Task Statements_that_contradict_each_other_are_the_riskier() =>
        (await Extract(Tool("tool", ("readOnly", true), ("readOnlyHint", false)))).Text("tool").Should().Be("write");

    [Theory]
    [InlineData("delete_order", "readOnlyHint", true, "read")]
    [InlineData("delete_order", "readOnlyHint", false, "destructive")]
    [InlineData("delete_order", "destructiveHint", false, "write")]
    [InlineData("get_order", "readOnlyHint", false, "write")]
    [InlineData("get_order", "destructiveHint", false, "read")]
    [InlineData("get_order", "idempotentHint", false, "write")]
    [InlineData("get_order", "openWorldHint", true, "read")]
    [InlineData("send_order", "idempotentHint", true, "write")]
    public async Task What_is_stated_stands_above_the_name(string name, string property, bool stated, string risk) =>
        (await Extract(Tool(name, (property, stated)))).Text(name).Should().Be(risk);

    [Fact]
    public async Task What_a_provider_runs_by_itself_writes() =>
        (await Extract(new HostedWebSearchTool())).Value.Should().Be("write");

    [Fact]
    public async Task A_tool_that_is_described_anew_is_read_anew()
    {
        var (extractor, tool) = (new ToolRiskExtractor(), new Renamed());
        var request = Given.Request(options: new ChatOptions { Tools = [tool] });

        (await extractor.ExtractAsync(request, CancellationToken.None)).Value.Should().Be("read");
        tool.Called = "delete_order";
        (await extractor.ExtractAsync(request, CancellationToken.None)).Value.Should().Be("destructive");
    }

    [Fact]
    public async Task Ten_thousand_tools_are_told_apart()
    {
        AITool[] tools = [.. Enumerable.Range(0, 10_000).Select(number => new Renamed { Called = number == 9_999 ? "drop_table" : $"get_table_{number}" })];

        var signal = await Extract(tools);

        (signal.Value, signal.Parts!.Count).Should().Be(((object)"destructive", 10_000));
        signal.Parts.Values.Should().ContainSingle(risk => !risk.Equals("read"));
    }

    [Fact]
    public async Task A_tool_of_which_nothing_is_known_writes() => (await Extract(new Renamed { Called = null! })).Text("").Should().Be("write");

    [Fact]
    public async Task The_highest_risk_is_the_value()
    {
        var signal = await Extract(Tool("look", ("readOnly", true)), Tool("drop", ("destructive", true)), Tool("send"));

        signal.Value.Should().Be("destructive");
        signal.Parts.Should().Equal(new Dictionary<string, object> { ["look"] = "read", ["drop"] = "destructive", ["send"] = "write" });
    }

    [Theory]
    [InlineData("read", "write", "write")]
    [InlineData("write", "read", "write")]
    [InlineData("destructive", "read", "destructive")]
    [InlineData("read", "destructive", "destructive")]
    [InlineData("write", "destructive", "destructive")]
    [InlineData("destructive", "write", "destructive")]
    public async Task Of_two_tools_of_one_name_the_riskier_speaks(string first, string second, string risk)
    {
        var signal = await Extract(OfRisk(first), OfRisk(second));

        (signal.Text("tool"), signal.Value).Should().Be((risk, (object)risk));
    }

    private static AIFunction OfRisk(string risk) => risk switch
    {
        "read" => Tool("tool", ("readOnly", true)),
        "destructive" => Tool("tool", ("destructive", true)),
        _ => Tool("tool"),
    };

    private static AIFunction Tool(string name, params (string Name, object Value)[] properties) =>
        AIFunctionFactory.Create(() => "", new AIFunctionFactoryOptions { Name = name, AdditionalProperties = properties.ToDictionary(property => property.Name, object? (property) => property.Value) });

    private sealed class Renamed : AIFunctionDeclaration
    {
        public string Called { get; set; } = "get_order";

        public override string Name => Called;

        public override string Description => null!;
    }

    private static ValueTask<Signal> Extract(params AITool[] tools) =>
        new ToolRiskExtractor().ExtractAsync(Given.Request(options: new ChatOptions { Tools = [.. tools] }), CancellationToken.None);
}
