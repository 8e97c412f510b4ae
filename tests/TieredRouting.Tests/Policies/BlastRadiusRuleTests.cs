using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

public sealed class BlastRadiusRuleTests
{
    [Theory]
    [InlineData("recipients", 100, false)]
    [InlineData("recipients", 101, true)]
    [InlineData("records", 100, false)]
    [InlineData("records", 101, true)]
    [InlineData("amount", 1_000, false)]
    [InlineData("amount", 1_001, true)]
    public void Beyond_a_limit_work_is_risk_work(string part, long size, bool beyond) =>
        (Evaluate(Given.Contract(), (part, size))?.Class == WorkClass.T2).Should().Be(beyond);

    [Fact]
    public void The_contract_sets_the_limits()
    {
        var contract = Given.Contract(options => options.BlastRadius = new BlastRadiusLimits(Recipients: 5));

        Evaluate(contract, ("recipients", 6L))!.Because.Should().Be("recipients 6 is beyond the limit of 5");
        Evaluate(contract, ("recipients", 5L)).Should().BeNull();
    }

    [Fact]
    public void Half_a_cent_beyond_is_beyond() => Evaluate(Given.Contract(), ("amount", 1_000.005m))!.Because.Should().Be("amount 1000.005 is beyond the limit of 1000");

    [Fact]
    public void Any_part_beyond_its_limit_decides() => Evaluate(Given.Contract(), ("recipients", 1L), ("amount", 5_000m))!.Because.Should().StartWith("amount");

    [Fact]
    public void What_is_not_known_requires_nothing() =>
        new BlastRadiusRule().Evaluate(new RuleContext(Given.Contract(), new SignalSet(Signal.Unavailable(SignalNames.BlastRadius, "not stated")), Given.ThreeTiers)).Should().BeNull();

    private static Requirement? Evaluate(Contract contract, params (string Part, object Size)[] parts) =>
        new BlastRadiusRule().Evaluate(new RuleContext(contract, new SignalSet(Signal.OfParts(SignalNames.BlastRadius, parts.ToDictionary(part => part.Part, part => part.Size))), Given.ThreeTiers));
}
