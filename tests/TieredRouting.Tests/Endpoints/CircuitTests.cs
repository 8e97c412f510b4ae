using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Endpoints;

namespace TieredRouting.Tests.Endpoints;

public sealed class CircuitTests
{
    private static readonly CircuitSettings Settings = new(Failures: 3, OpenFor: TimeSpan.FromSeconds(5), LongestWait: TimeSpan.FromMinutes(10));

    private readonly FakeTimeProvider _time = new();
    private readonly Circuit _circuit;

    public CircuitTests() => _circuit = new Circuit(_time);

    [Fact]
    public void It_opens_after_so_many_failures_in_a_row()
    {
        Fail().Should().Be(CircuitChange.None);
        Fail();
        _circuit.Succeeded(probe: false);
        Fail();
        Fail();
        _circuit.IsOpen.Should().BeFalse("a success began the row anew");

        Fail().Should().Be(CircuitChange.Opened);
        (_circuit.TryEnter(out _), _circuit.Remaining).Should().Be((false, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public void Where_much_is_answered_the_row_must_be_longer()
    {
        Answer(times: 3_200);

        for (var i = 1; i < 3 + 100; i++)
            Fail().Should().Be(CircuitChange.None);

        Fail().Should().Be(CircuitChange.Opened);
    }

    [Fact]
    public void Once_nothing_has_been_answered_for_a_second_or_two_the_row_is_as_short_as_ever()
    {
        Answer(times: 3_200);
        _time.Advance(TimeSpan.FromSeconds(1));
        Fail();
        Fail();
        Fail().Should().Be(CircuitChange.None);

        _time.Advance(TimeSpan.FromSeconds(1));

        Fail().Should().Be(CircuitChange.Opened);
    }

    /// <summary>A thousand calls a second, for a hundred seconds.</summary>
    [Fact]
    public void An_endpoint_that_fails_one_call_in_four_under_load_stays_closed()
    {
        var random = new Random(7);
        Answer(times: 750);

        for (var i = 0; i < 100_000; i++, _time.Advance(TimeSpan.FromMilliseconds(1)))
        {
            if (random.Next(4) == 0)
                Fail().Should().Be(CircuitChange.None);
            else
                Answer(times: 1);
        }
    }

    [Fact]
    public void A_retry_after_opens_it_at_once_and_for_at_least_that_long()
    {
        Fail(retryAfter: 30).Should().Be(CircuitChange.Opened);

        _time.Advance(TimeSpan.FromSeconds(29.9));
        _circuit.TryEnter(out _).Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(0.1));
        (_circuit.TryEnter(out var probe), probe).Should().Be((true, true));
    }

    [Theory]
    [InlineData(30, 10, 30)]
    [InlineData(10, 30, 30)]
    public void The_longer_wait_is_kept(int first, int second, int wait)
    {
        Fail(retryAfter: first);
        Fail(retryAfter: second);

        _circuit.Remaining.Should().Be(TimeSpan.FromSeconds(wait));
    }

    [Fact]
    public void A_retry_after_of_a_year_is_capped_and_one_of_nothing_is_none()
    {
        Fail(retryAfter: 0).Should().Be(CircuitChange.None);
        Fail(retryAfter: -5).Should().Be(CircuitChange.None);
        _circuit.Succeeded(probe: false);

        Fail(retryAfter: 365 * 24 * 3600);

        _circuit.Remaining.Should().Be(TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Half_open_lets_one_probe_through_and_a_success_of_another_call_does_not_close_it()
    {
        Fail(retryAfter: 5);
        _time.Advance(TimeSpan.FromSeconds(5));

        (_circuit.TryEnter(out var first), first).Should().Be((true, true));
        _circuit.TryEnter(out _).Should().BeFalse("the probe is under way");
        _circuit.Succeeded(probe: false).Should().Be(CircuitChange.None, "that call began before the circuit opened");
        _circuit.Succeeded(probe: true).Should().Be(CircuitChange.Closed);
        (_circuit.TryEnter(out var after), after).Should().Be((true, false));
    }

    [Fact]
    public void A_probe_that_fails_doubles_the_time_up_to_sixteen_times()
    {
        Open();
        foreach (var seconds in (int[])[10, 20, 40, 80, 80])
        {
            Probe();
            Fail(probe: true).Should().Be(CircuitChange.Opened);
            _circuit.Remaining.Should().Be(TimeSpan.FromSeconds(seconds));
        }
    }

    [Fact]
    public void A_circuit_that_flaps_stays_open_for_longer_each_time_until_it_keeps_quiet()
    {
        Open();
        Probe();
        _circuit.Succeeded(probe: true);
        Open();
        _circuit.Remaining.Should().Be(TimeSpan.FromSeconds(10));
        Probe();
        _circuit.Succeeded(probe: true);
        _time.Advance(TimeSpan.FromSeconds(81));

        Open();

        _circuit.Remaining.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void A_probe_that_says_nothing_lets_the_next_one_go_and_one_that_hangs_lets_it_go_after_a_minute()
    {
        Open();
        Probe();
        _circuit.GiveBackProbe();
        (_circuit.TryEnter(out var next), next).Should().Be((true, true));
        _circuit.TryEnter(out _).Should().BeFalse();

        _time.Advance(Circuit.ProbeTime);

        (_circuit.TryEnter(out var another), another).Should().Be((true, true));
    }

    [Fact]
    public void Whatever_happens_no_call_goes_before_the_end_of_a_wait_that_was_asked_for() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 40]).Array[1, 40].Sample(steps =>
        {
            var (time, until) = (new FakeTimeProvider(), TimeSpan.Zero);
            var (circuit, start) = (new Circuit(time), time.GetTimestamp());
            foreach (var (step, seconds) in steps)
            {
                if (step == 0)
                    time.Advance(TimeSpan.FromSeconds(seconds));
                var now = time.GetElapsedTime(start);
                var entered = circuit.TryEnter(out var probe);
                (entered && now < until).Should().BeFalse();
                if (step == 1 && seconds > 0)
                    until = TimeSpan.FromSeconds(Math.Max(until.TotalSeconds, now.TotalSeconds + seconds));
                After(circuit, probe, step, seconds);
            }
        });

    [Fact]
    public void While_it_is_closed_entering_and_succeeding_allocates_nothing()
    {
        for (var i = 0; i < 10; i++)
            Pass();
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1_000; i++)
            Pass();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(1_000);
    }

    private static void After(Circuit circuit, bool probe, int step, int seconds)
    {
        if (step == 1)
            circuit.Failed(probe, TimeSpan.FromSeconds(seconds), Settings);
        else if (step == 2)
            circuit.Succeeded(probe);
        else if (probe)
            circuit.GiveBackProbe();
    }

    private void Pass()
    {
        _circuit.TryEnter(out var probe);
        _circuit.Succeeded(probe);
    }

    private void Open()
    {
        for (var i = 0; i < Settings.Failures; i++)
            Fail();
    }

    private void Probe()
    {
        _time.Advance(_circuit.Remaining);
        (_circuit.TryEnter(out var probe), probe).Should().Be((true, true));
    }

    private void Answer(int times)
    {
        for (var i = 0; i < times; i++)
            _circuit.Succeeded(probe: false);
    }

    private CircuitChange Fail(int? retryAfter = null, bool probe = false) =>
        _circuit.Failed(probe, retryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, Settings);
}
