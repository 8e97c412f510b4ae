using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

public sealed class RiskProfileRuleTests
{
    [Theory]
    [InlineData(RiskLevel.Low, RiskLevel.Low, RiskLevel.Low, null)]
    [InlineData(RiskLevel.Medium, RiskLevel.Low, RiskLevel.Low, WorkClass.T1)]
    [InlineData(RiskLevel.Low, RiskLevel.Medium, RiskLevel.Low, WorkClass.T1)]
    [InlineData(RiskLevel.Low, RiskLevel.Low, RiskLevel.Medium, WorkClass.T1)]
    [InlineData(RiskLevel.High, RiskLevel.Low, RiskLevel.Low, WorkClass.T2)]
    [InlineData(RiskLevel.Medium, RiskLevel.High, RiskLevel.Low, WorkClass.T2)]
    [InlineData(RiskLevel.Low, RiskLevel.Medium, RiskLevel.High, WorkClass.T2)]
    public void The_highest_risk_makes_the_class(RiskLevel business, RiskLevel legal, RiskLevel safety, WorkClass? expected)
    {
        var contract = Given.Contract(options => options.Risk = new RiskProfile(business, legal, safety));

        new RiskProfileRule().Evaluate(new RuleContext(contract, new SignalSet(), Given.ThreeTiers))?.Class.Should().Be(expected);
        (new RiskProfileRule().Evaluate(new RuleContext(contract, new SignalSet(), Given.ThreeTiers)) is null).Should().Be(expected is null);
    }
}
