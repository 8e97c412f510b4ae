namespace TieredRouting.Tests.Signals;

public sealed class SignalTests
{
    [Fact]
    public void A_signal_has_a_value_and_evidence()
    {
        var signal = Signal.Of("difficulty", 0.7, [new SignalEvidence("word", 3, 5)]);

        signal.Should().BeEquivalentTo(new { Name = "difficulty", Value = (object)0.7, IsAvailable = true, Why = (string?)null });
        signal.Evidence.Should().Equal(new SignalEvidence("word", 3, 5));
        signal.ToString().Should().Be("difficulty: 0.7");
    }

    [Fact]
    public void A_signal_may_have_parts()
    {
        var signal = Signal.OfParts("length", new Dictionary<string, object> { ["tokens"] = 6L, ["unit"] = "word" }, 6L);

        signal.Number("tokens").Should().Be(6);
        signal.Number().Should().Be(6);
        signal.Text("unit").Should().Be("word");
        signal.Number("unit").Should().BeNull();
        signal.Number("nobody").Should().BeNull();
        signal.ToString().Should().Be("length: tokens 6, unit word");
    }

    [Fact]
    public void An_unavailable_signal_says_why()
    {
        var signal = Signal.Unavailable("intent", "the classifier is off");

        (signal.IsAvailable, signal.Value, signal.Number(), signal.Text()).Should().Be((false, null, null, null));
        signal.ToString().Should().Be("intent: unavailable (the classifier is off)");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3L)]
    [InlineData(3.0)]
    public void Any_number_is_a_number(object value) => Signal.Of("x", value).Number().Should().Be(3);

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e300)]
    public void A_number_beyond_all_bounds_is_the_largest(double value)
    {
        Signal.Of("x", value).Number().Should().Be(decimal.MaxValue);
        Signal.Of("x", -value).Number().Should().Be(decimal.MinValue);
    }

    [Fact]
    public void What_is_not_a_number_is_none()
    {
        Signal.Of("x", double.NaN).Number().Should().BeNull();
        Signal.Of("x", true).Number().Should().BeNull();
        Signal.Of("x", "3").Number().Should().BeNull();
    }

    [Fact]
    public void Values_are_text_numbers_and_booleans()
    {
        FluentActions.Invoking(() => Signal.Of("x", new object())).Should().Throw<ArgumentException>().WithMessage("*not Object*");
        FluentActions.Invoking(() => Signal.Of("x", null!)).Should().Throw<ArgumentException>().WithMessage("*not null*");
        FluentActions.Invoking(() => Signal.OfParts("x", new Dictionary<string, object> { ["a"] = DateTimeOffset.UnixEpoch })).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Signal.OfParts("x", new Dictionary<string, object>(), new object())).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Signal.Of(" ", 1)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Signal.Unavailable("x", "")).Should().Throw<ArgumentException>();
    }
}
