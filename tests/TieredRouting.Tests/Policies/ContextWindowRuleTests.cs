using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

public sealed class ContextWindowRuleTests
{
    private static readonly TierLadder Ladder = Given.Ladder(
        Given.Endpoint("nano", "nano", endpoint => endpoint.ContextWindow = 1_000),
        Given.Endpoint("mini-a", "mini", endpoint => endpoint.ContextWindow = 1_000),
        Given.Endpoint("mini-b", "mini", endpoint => endpoint.ContextWindow = 2_000),
        Given.Endpoint("full", "full", endpoint => endpoint.ContextWindow = 8_000));

    [Theory]
    [InlineData(0, null)]
    [InlineData(744, null)]
    [InlineData(745, "mini")]
    [InlineData(1_744, "mini")]
    [InlineData(1_745, "full")]
    [InlineData(7_744, "full")]
    [InlineData(7_745, null)]
    public void The_first_window_that_holds_prompt_and_a_short_answer_is_the_floor(long tokens, string? tier) =>
        Evaluate(Signal.OfParts(SignalNames.Length, new Dictionary<string, object> { ["tokens"] = tokens }, tokens))?.MinimumTier.Should().Be(tier);

    [Fact]
    public void A_length_nobody_could_measure_requires_nothing() => Evaluate(Signal.Unavailable(SignalNames.Length, "an image")).Should().BeNull();

    [Fact]
    public void Without_a_window_everything_fits() => EndpointFilter.Fits(Given.Endpoint(), decimal.MaxValue).Should().BeTrue();

    private static Requirement? Evaluate(Signal length) => new ContextWindowRule().Evaluate(new RuleContext(Given.Contract(), new SignalSet(length), Ladder));
}
