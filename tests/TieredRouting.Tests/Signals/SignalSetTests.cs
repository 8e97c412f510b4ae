namespace TieredRouting.Tests.Signals;

public sealed class SignalSetTests
{
    private readonly SignalSet _signals = new(Signal.Of("length", 6), Signal.Unavailable("intent", "off"));

    [Fact]
    public void A_signal_is_found_by_its_name() => _signals["length"]!.Value.Should().Be(6);

    [Fact]
    public void An_unavailable_signal_is_not_found_but_is_there()
    {
        _signals["intent"].Should().BeNull();
        _signals.Select(signal => signal.Name).Should().Equal("length", "intent");
        _signals[1].Why.Should().Be("off");
        _signals.Count.Should().Be(2);
    }

    [Fact]
    public void Names_are_told_apart_by_case_and_unknown_ones_are_none()
    {
        _signals["Length"].Should().BeNull();
        _signals["nobody"].Should().BeNull();
    }

    [Fact]
    public void Two_signals_of_one_name_are_refused() =>
        FluentActions.Invoking(() => new SignalSet(Signal.Of("length", 6), Signal.Unavailable("length", "off"))).Should().Throw<ArgumentException>().WithMessage("Two signals are called 'length'.*");
}
