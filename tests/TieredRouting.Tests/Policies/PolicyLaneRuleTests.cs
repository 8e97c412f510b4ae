using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

public sealed class PolicyLaneRuleTests
{
    [Theory]
    [InlineData("email")]
    [InlineData("phone")]
    [InlineData("creditCard")]
    [InlineData("iban")]
    [InlineData("credential")]
    [InlineData("nationalId")]
    [InlineData("person")]
    [InlineData("address")]
    [InlineData("ipAddress")]
    [InlineData("dateOfBirth")]
    [InlineData("payroll")]
    [InlineData("legal")]
    [InlineData("health")]
    public void Personal_data_and_credentials_make_the_lane_sensitive(string kind)
    {
        var required = Evaluate(Seen(kind))!;

        (required.Lane, required.Signal, required.Because).Should().Be((Lane.Sensitive, "policyLane", $"the text names {kind}"));
    }

    [Fact]
    public void A_recognizer_may_write_a_kind_in_any_case() => Evaluate(Seen("PERSON"))!.Lane.Should().Be(Lane.Sensitive);

    [Fact]
    public void Each_kind_is_named_once() => Evaluate(Seen("email", "phone"))!.Because.Should().Be("the text names email, phone");

    [Fact]
    public void What_was_not_seen_requires_nothing()
    {
        Evaluate(Seen()).Should().BeNull();
        Evaluate(Seen("weather")).Should().BeNull();
    }

    [Fact]
    public void What_nobody_could_look_through_is_taken_for_sensitive()
    {
        var required = Evaluate(Signal.Unavailable(SignalNames.PolicyLane, "it threw"))!;

        (required.Lane, required.Signal, required.Because).Should().Be((Lane.Sensitive, "policyLane", "the text could not be looked through: it threw"));
    }

    private static Signal Seen(params string[] kinds) =>
        Signal.Of(SignalNames.PolicyLane, kinds.Length == 0 ? "none" : string.Join(',', kinds), [.. kinds.Select((kind, index) => new SignalEvidence(kind, index * 10, 5))]);

    private static Requirement? Evaluate(Signal signal) =>
        new PolicyLaneRule().Evaluate(new RuleContext(Given.Contract(), new SignalSet(signal), Given.ThreeTiers));
}
