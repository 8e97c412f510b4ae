using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

public sealed class SignalExtractionTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Signals_come_in_the_order_of_their_extractors()
    {
        var slow = new TaskCompletionSource<Signal>();
        var extracting = Extract([new("a", _ => new(slow.Task)), new("b", _ => new(Signal.Of("b", 2)))]);
        slow.SetResult(Signal.Of("a", 1));

        (await extracting).Select(signal => signal.Value).Should().Equal(1, 2);
    }

    [Fact]
    public async Task An_extractor_that_throws_at_once_is_unavailable() =>
        await ShouldBeUnavailable(_ => throw new FormatException("secret"), "it threw FormatException");

    [Fact]
    public async Task An_extractor_that_throws_later_is_unavailable() =>
        await ShouldBeUnavailable(async _ =>
        {
            await Task.Yield();
            throw new FormatException("secret");
        }, "it threw FormatException");

    [Fact]
    public async Task An_extractor_that_gives_up_is_unavailable() =>
        await ShouldBeUnavailable(_ => ValueTask.FromCanceled<Signal>(new CancellationToken(canceled: true)), "it threw OperationCanceledException");

    [Fact]
    public async Task An_extractor_that_answers_under_another_name_is_unavailable()
    {
        await ShouldBeUnavailable(_ => new(Signal.Of("other", 1)), "its extractor answered under another name");
        await ShouldBeUnavailable(_ => new((Signal)null!), "its extractor answered under another name");
    }

    [Fact]
    public async Task An_extractor_that_runs_over_its_time_is_unavailable_and_the_others_stay()
    {
        var never = new TaskCompletionSource<Signal>();
        var extracting = Extract([new("slow", _ => new(never.Task)), new("quick", _ => new(Signal.Of("quick", 1)))]);
        extracting.IsCompleted.Should().BeFalse();

        _time.Advance(TimeSpan.FromMilliseconds(250));
        var signals = await extracting;

        signals[0].Why.Should().Be("it ran over its time");
        signals["quick"]!.Value.Should().Be(1);
    }

    [Fact]
    public async Task Just_within_the_time_is_in_time()
    {
        var slow = new TaskCompletionSource<Signal>();
        var extracting = Extract([new("slow", _ => new(slow.Task))]);
        _time.Advance(TimeSpan.FromMilliseconds(249));
        slow.SetResult(Signal.Of("slow", 1));

        (await extracting)["slow"]!.Value.Should().Be(1);
    }

    [Fact]
    public async Task A_caller_who_cancels_does_not_wait()
    {
        using var caller = new CancellationTokenSource();
        var never = new TaskCompletionSource<Signal>();
        var extracting = Extract([new("slow", _ => new(never.Task))], caller.Token);

        await caller.CancelAsync();

        (await extracting)[0].IsAvailable.Should().BeFalse();
    }

    [Fact]
    public async Task Extractors_get_the_callers_token()
    {
        using var caller = new CancellationTokenSource();
        CancellationToken given = default;
        await Extract([new("a", token =>
        {
            given = token;
            return new(Signal.Of("a", 1));
        })], caller.Token);

        given.Should().Be(caller.Token);
    }

    private async Task ShouldBeUnavailable(Func<CancellationToken, ValueTask<Signal>> extract, string why)
    {
        var signals = await Extract([new("broken", extract), new("fine", _ => new(Signal.Of("fine", 1)))]);

        signals[0].Should().BeEquivalentTo(new { Name = "broken", IsAvailable = false, Why = why });
        signals["fine"].Should().NotBeNull();
    }

    private Task<SignalSet> Extract(Extractor[] extractors, CancellationToken cancellationToken = default) =>
        new SignalExtraction(extractors, TimeSpan.FromMilliseconds(250), _time, NullLogger.Instance).ExtractAsync(Given.Request(), cancellationToken).AsTask();

    private sealed class Extractor(string name, Func<CancellationToken, ValueTask<Signal>> extract) : ISignalExtractor
    {
        public string Name => name;

        public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) => extract(cancellationToken);
    }
}
