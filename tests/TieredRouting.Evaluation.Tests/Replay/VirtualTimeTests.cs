namespace TieredRouting.Evaluation.Tests.Replay;

public sealed class VirtualTimeTests
{
    private readonly VirtualClock _clock = new(DateTimeOffset.UnixEpoch);
    private readonly VirtualTime _time;

    public VirtualTimeTests() => _time = new VirtualTime(_clock);

    [Fact]
    public async Task Answers_one_after_the_other_take_the_sum_of_their_times()
    {
        var elapsed = await Elapsed(async () =>
        {
            await _time.PassAsync(TimeSpan.FromMilliseconds(100.5), CancellationToken.None);
            await _time.PassAsync(TimeSpan.FromHours(3), CancellationToken.None);
        });

        elapsed.Should().Be(TimeSpan.FromHours(3) + TimeSpan.FromMilliseconds(100.5));
    }

    [Fact]
    public async Task Answers_side_by_side_take_the_time_of_the_slower()
    {
        var elapsed = await Elapsed(() => Task.WhenAll(Pass(200), Pass(700)));

        elapsed.Should().Be(TimeSpan.FromMilliseconds(700));
    }

    [Fact]
    public async Task A_time_limit_ends_an_answer_that_takes_longer_and_spares_one_that_does_not()
    {
        var (slow, quick) = (Task.CompletedTask, Task.CompletedTask);

        var elapsed = await Elapsed(async () =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(500), _clock);
            (quick, slow) = (_time.PassAsync(TimeSpan.FromMilliseconds(499), limit.Token), _time.PassAsync(TimeSpan.FromMilliseconds(501), limit.Token));
            await Task.WhenAll(quick, slow).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        });

        elapsed.Should().Be(TimeSpan.FromMilliseconds(500));
        quick.IsCompletedSuccessfully.Should().BeTrue();
        slow.IsCanceled.Should().BeTrue();
    }

    [Fact]
    public async Task Work_that_waits_for_something_real_spends_no_virtual_time()
    {
        var elapsed = await Elapsed(async () =>
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(1), _clock);
            await Task.Run(() => Thread.SpinWait(100_000), CancellationToken.None);
            limit.IsCancellationRequested.Should().BeFalse();
            await Task.Yield();
            await Pass(40);
        });

        elapsed.Should().Be(TimeSpan.FromMilliseconds(40));
    }

    [Fact]
    public async Task Nothing_outside_sees_its_context()
    {
        var before = SynchronizationContext.Current;

        await Elapsed(() => Pass(5));

        SynchronizationContext.Current.Should().BeSameAs(before);
    }

    private Task Pass(int milliseconds) => _time.PassAsync(TimeSpan.FromMilliseconds(milliseconds), CancellationToken.None);

    private Task<TimeSpan> Elapsed(Func<Task> work) => _time.RunAsync(async () =>
    {
        var started = _clock.GetTimestamp();
        await work();
        return _clock.GetElapsedTime(started);
    });
}
