using Microsoft.Extensions.Time.Testing;

namespace TieredRouting.Tests;

public sealed class RequestsInFlightTests
{
    [Fact]
    public async Task What_hangs_when_it_is_cancelled_holds_no_shutdown_up()
    {
        var time = new FakeTimeProvider();
        using var requests = new RequestsInFlight(time);
        using var stay = requests.Enter(CancellationToken.None);
        using var hung = new ManualResetEventSlim();
        using var hanging = stay.Token.Register(hung.Wait);

        var draining = requests.DrainAsync(_ => { }, new CancellationToken(canceled: true));
        time.Advance(TimeSpan.FromSeconds(5));
        var first = await Task.WhenAny(draining, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        hung.Set();

        (requests.IsCutOff, first == draining).Should().Be((true, true));
    }

    [Fact]
    public async Task What_hangs_when_its_caller_cancels_keeps_no_request_from_leaving()
    {
        using var requests = new RequestsInFlight(TimeProvider.System);
        using var caller = new CancellationTokenSource();
        using var hung = new ManualResetEventSlim();
        using var heard = new ManualResetEventSlim();
        var stay = requests.Enter(caller.Token);
        using var hanging = stay.Token.Register(() =>
        {
            heard.Set();
            hung.Wait();
        });

        var cancelling = caller.CancelAsync();
        heard.Wait(TestContext.Current.CancellationToken);
        var leaving = Task.Run(stay.Dispose, TestContext.Current.CancellationToken);
        var first = await Task.WhenAny(leaving, Task.Delay(TimeSpan.FromSeconds(10), TimeProvider.System, TestContext.Current.CancellationToken));
        hung.Set();
        await cancelling;

        (first == leaving).Should().BeTrue();
    }

    [Fact]
    public void The_next_request_whose_caller_cannot_cancel_has_the_source_of_the_one_before_and_no_other_has()
    {
        using var requests = new RequestsInFlight(TimeProvider.System);
        using var caller = new CancellationTokenSource();
        var tokens = new List<CancellationToken>();
        foreach (var token in (CancellationToken[])[default, default, caller.Token, default, caller.Token])
        {
            using var stay = requests.Enter(token);
            tokens.Add(stay.Token);
        }

        tokens[1].Should().Be(tokens[0]);
        tokens[3].Should().Be(tokens[0]);
        tokens.Distinct().Should().HaveCount(3);
    }

    /// <summary>The caller may have a token of its own or none: either way each request is cut off by itself.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_that_hangs_when_it_is_cut_off_keeps_no_other_from_being_cut_off(bool cancellable)
    {
        using var caller = new CancellationTokenSource();
        var token = cancellable ? caller.Token : CancellationToken.None;
        var time = new FakeTimeProvider();
        using var requests = new RequestsInFlight(time);
        using var hung = new ManualResetEventSlim();
        var cutOff = new TaskCompletionSource();
        using var first = requests.Enter(token);
        using var second = requests.Enter(token);
        using var third = requests.Enter(token);
        using var one = first.Token.Register(() => cutOff.TrySetResult());
        using var two = second.Token.Register(hung.Wait);
        using var three = third.Token.Register(hung.Wait);

        var draining = requests.DrainAsync(_ => { }, new CancellationToken(canceled: true));
        var ended = await Task.WhenAny(cutOff.Task, Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        hung.Set();
        time.Advance(TimeSpan.FromSeconds(5));
        await draining;

        ended.Should().Be(cutOff.Task);
    }

    [Fact]
    public async Task What_was_cut_off_is_not_waited_for_a_second_time()
    {
        var time = new FakeTimeProvider();
        using var requests = new RequestsInFlight(time);
        using var stay = requests.Enter(CancellationToken.None);
        var draining = requests.DrainAsync(_ => { }, new CancellationToken(canceled: true));
        time.Advance(TimeSpan.FromSeconds(5));
        await draining;
        var told = 0;

        var again = requests.DrainAsync(_ => told++, CancellationToken.None);

        (again.IsCompletedSuccessfully, told).Should().Be((true, 0));
    }

    [Fact]
    public void Who_comes_after_the_cut_off_is_cut_off_at_once()
    {
        using var requests = new RequestsInFlight(new FakeTimeProvider());
        using var stay = requests.Enter(CancellationToken.None);
        _ = requests.DrainAsync(_ => { }, new CancellationToken(canceled: true));
        SpinWait.SpinUntil(() => requests.IsCutOff, TimeSpan.FromSeconds(20));

        using var late = requests.Enter(CancellationToken.None);

        late.Token.IsCancellationRequested.Should().BeTrue();
    }
}
