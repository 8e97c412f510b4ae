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
}
