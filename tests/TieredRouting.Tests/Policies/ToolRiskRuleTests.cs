using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

public sealed class ToolRiskRuleTests
{
    [Fact]
    public void Reading_requires_nothing() => Evaluate([("look", "read")]).Should().BeNull();

    [Fact]
    public void No_tools_require_nothing()
    {
        Evaluate([]).Should().BeNull();
        new ToolRiskRule().Evaluate(new RuleContext(Given.Contract(), new SignalSet(), Given.ThreeTiers)).Should().BeNull();
    }

    [Theory]
    [InlineData("write")]
    [InlineData("destructive")]
    public void Writing_and_destroying_make_risk_work(string risk)
    {
        var requirement = Evaluate([("look", "read"), ("send", risk)])!;

        requirement.Class.Should().Be(WorkClass.T2);
        requirement.Signal.Should().Be("toolRisk");
        requirement.Because.Should().Be($"the tool 'send' is {risk}");
    }

    [Fact]
    public void Writing_as_a_matter_of_routine_is_judgement_work() => Evaluate([("send", "write")], "SEND")!.Class.Should().Be(WorkClass.T1);

    [Fact]
    public void Destroying_is_never_routine() => Evaluate([("send", "destructive")], "send")!.Class.Should().Be(WorkClass.T2);

    [Theory]
    [InlineData("note", "send")]
    [InlineData("send", "note")]
    public void One_write_that_is_not_routine_decides(string first, string second) =>
        Evaluate([(first, "write"), (second, "write")], "note")!.Class.Should().Be(WorkClass.T2);

    private static Requirement? Evaluate((string Tool, string Risk)[] tools, params string[] routine)
    {
        var signal = Signal.OfParts(SignalNames.ToolRisk, tools.ToDictionary(tool => tool.Tool, object (tool) => tool.Risk), "read");
        return new ToolRiskRule().Evaluate(new RuleContext(Given.Contract(options => options.RoutineTools.AddRange(routine)), new SignalSet(signal), Given.ThreeTiers));
    }
}
