using CsCheck;
using Microsoft.Extensions.Time.Testing;
using TieredRouting.Economics;
using TieredRouting.Endpoints;

namespace TieredRouting.Tests.Endpoints;

public sealed class EndpointUseTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly EndpointUse _use;

    public EndpointUseTests() => _use = new EndpointUse(_time);

    [Fact]
    public void Calls_under_way_are_limited_and_each_that_ends_makes_room()
    {
        var entry = Entry(new(Concurrency: 2));

        (_use.TryEnter(entry), _use.TryEnter(entry), _use.TryEnter(entry)).Should().Be((EntryRefusal.None, EntryRefusal.None, EntryRefusal.Concurrency));
        _use.Leave(entry, 0);
        _use.TryEnter(entry).Should().Be(EntryRefusal.None);
    }

    [Fact]
    public void No_sixty_seconds_hold_more_requests_than_the_limit() =>
        Gen.Int[0, 20].Array[1, 200].Sample(pauses =>
        {
            var time = new FakeTimeProvider();
            var (use, entry, begun) = (new EndpointUse(time), Entry(new(RequestsPerMinute: 5)), new List<DateTimeOffset>());
            foreach (var pause in pauses)
            {
                time.Advance(TimeSpan.FromSeconds(pause));
                if (use.TryEnter(entry) == EntryRefusal.None)
                    begun.Add(time.GetUtcNow());
            }

            begun.Should().NotContain(first => begun.Count(other => other >= first && other - first < TimeSpan.FromMinutes(1)) > 5);
        });

    [Fact]
    public void Tokens_count_with_their_worst_case_while_the_call_runs_and_with_what_was_used_after()
    {
        var entry = Entry(new(TokensPerMinute: 1_000), tokens: 600);
        _use.TryEnter(entry).Should().Be(EntryRefusal.None);
        _use.TryEnter(entry).Should().Be(EntryRefusal.TokensPerMinute);

        _use.Leave(entry, used: 400);
        _use.TryEnter(entry).Should().Be(EntryRefusal.None);
        _use.Leave(entry, used: 400);
        _use.TryEnter(entry).Should().Be(EntryRefusal.TokensPerMinute);

        _time.Advance(TimeSpan.FromSeconds(62));
        _use.TryEnter(entry).Should().Be(EntryRefusal.None);
    }

    [Fact]
    public void A_call_that_alone_goes_past_the_limit_is_let_in_when_nothing_else_counts()
    {
        var entry = Entry(new(TokensPerMinute: 1_000), tokens: 5_000);

        (_use.TryEnter(entry), _use.TryEnter(entry)).Should().Be((EntryRefusal.None, EntryRefusal.TokensPerMinute));
    }

    [Fact]
    public void A_flood_of_commodity_work_leaves_the_reserved_share_to_work_that_needs_judgement()
    {
        var flood = Entry(new(Concurrency: 8), reserved: 0.25);
        for (var i = 0; i < 100; i++)
            _use.TryEnter(flood);
        _use.UnderWay.Calls.Should().Be(6);

        var judging = flood with { NeedsJudgement = true };

        (_use.TryEnter(judging), _use.TryEnter(judging), _use.TryEnter(judging)).Should().Be((EntryRefusal.None, EntryRefusal.None, EntryRefusal.Concurrency));
    }

    [Fact]
    public void What_is_reserved_is_a_share_of_requests_and_tokens_by_the_minute_too()
    {
        foreach (var (limits, refusal) in ((EndpointLimits, EntryRefusal)[])[(new(RequestsPerMinute: 8), EntryRefusal.RequestsPerMinute), (new(TokensPerMinute: 800), EntryRefusal.TokensPerMinute)])
        {
            var use = new EndpointUse(_time);
            var flood = Entry(limits, reserved: 0.25);
            Enumerable.Range(0, 100).Select(_ => use.TryEnter(flood)).CountBy(entered => entered).Should().BeEquivalentTo(new Dictionary<EntryRefusal, int> { [EntryRefusal.None] = 6, [refusal] = 94 });

            var judging = flood with { NeedsJudgement = true };

            (use.TryEnter(judging), use.TryEnter(judging), use.TryEnter(judging)).Should().Be((EntryRefusal.None, EntryRefusal.None, refusal));
        }
    }

    [Fact]
    public void The_smallest_limit_still_lets_commodity_work_in() =>
        _use.TryEnter(Entry(new(Concurrency: 1), reserved: 0.9)).Should().Be(EntryRefusal.None);

    [Fact]
    public async Task Those_who_wait_come_in_in_their_order_and_nobody_overtakes()
    {
        var entry = Entry(new(Concurrency: 1));
        _use.TryEnter(entry);
        var waiting = Enumerable.Range(0, 3).Select(_ => _use.EnterAsync(entry, CancellationToken.None).AsTask()).ToList();

        for (var i = 0; i < 3; i++)
        {
            _use.TryEnter(entry).Should().Be(EntryRefusal.Concurrency);
            _use.Leave(entry, 0);
            (await waiting[i]).Should().Be(EntryRefusal.None);
            waiting.Skip(i + 1).Should().NotContain(later => later.IsCompleted);
        }
    }

    [Fact]
    public async Task Work_that_needs_judgement_is_served_first()
    {
        var entry = Entry(new(Concurrency: 1));
        _use.TryEnter(entry);
        var commodity = _use.EnterAsync(entry, CancellationToken.None).AsTask();
        var judging = _use.EnterAsync(entry with { NeedsJudgement = true }, CancellationToken.None).AsTask();

        _use.Leave(entry, 0);

        (await judging).Should().Be(EntryRefusal.None);
        commodity.IsCompleted.Should().BeFalse();
    }

    [Fact]
    public async Task A_small_call_does_not_overtake_work_that_needs_judgement_and_has_no_room_yet()
    {
        var entry = Entry(new(TokensPerMinute: 1_000), tokens: 900);
        _use.TryEnter(entry);
        var judging = _use.EnterAsync(entry with { Tokens = 500, NeedsJudgement = true }, CancellationToken.None).AsTask();
        var commodity = _use.EnterAsync(entry with { Tokens = 100 }, CancellationToken.None).AsTask();

        _use.Leave(entry, used: 700);
        _use.UnderWay.Should().Be((0, 0L), "the small call waits behind the large one");
        _time.Advance(TimeSpan.FromSeconds(62));

        (await judging, await commodity).Should().Be((EntryRefusal.None, EntryRefusal.None));
    }

    [Fact]
    public async Task Time_alone_lets_those_in_who_wait_for_a_limit_by_the_minute()
    {
        var entry = Entry(new(RequestsPerMinute: 1));
        _use.TryEnter(entry);
        _use.Leave(entry, 0);
        var waiting = _use.EnterAsync(entry, CancellationToken.None).AsTask();

        _time.Advance(TimeSpan.FromSeconds(59));
        waiting.IsCompleted.Should().BeFalse();
        _time.Advance(TimeSpan.FromSeconds(3));

        (await waiting).Should().Be(EntryRefusal.None);
    }

    [Fact]
    public async Task One_that_gives_up_leaves_the_line_and_does_not_hold_the_others()
    {
        using var stop = new CancellationTokenSource();
        var entry = Entry(new(Concurrency: 1));
        _use.TryEnter(entry);
        var first = _use.EnterAsync(entry, stop.Token).AsTask();
        var second = _use.EnterAsync(entry, CancellationToken.None).AsTask();

        await stop.CancelAsync();
        _use.Leave(entry, 0);

        await FluentActions.Awaiting(() => first).Should().ThrowAsync<OperationCanceledException>();
        (await second).Should().Be(EntryRefusal.None);
    }

    [Fact]
    public async Task The_line_is_bounded_and_is_sent_away_when_the_circuit_opens()
    {
        var entry = Entry(new(Concurrency: 1));
        _use.TryEnter(entry);
        var waiting = Enumerable.Range(0, EndpointUse.MostWaiting).Select(_ => _use.EnterAsync(entry, CancellationToken.None).AsTask()).ToList();

        (await _use.EnterAsync(entry, CancellationToken.None)).Should().Be(EntryRefusal.Concurrency);
        _use.SendAway();

        (await Task.WhenAll(waiting)).Should().OnlyContain(refusal => refusal == EntryRefusal.CircuitOpen);
    }

    [Fact]
    public void Under_any_mixture_of_calls_limits_hold_and_everything_is_given_back() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, 400], Gen.Bool).Array[1, 60].Sample(steps =>
        {
            var use = new EndpointUse(new FakeTimeProvider());
            var under = new Queue<EndpointEntry>();
            foreach (var (step, tokens, judging) in steps)
            {
                if (step > 0 && Entry(new(Concurrency: 4, TokensPerMinute: 1_000), tokens, 0.5) with { NeedsJudgement = judging } is var entry && use.TryEnter(entry) == EntryRefusal.None)
                    under.Enqueue(entry);
                else if (step == 0 && under.TryDequeue(out var ended))
                    use.Forget(ended);
                (under.Count(call => !call.NeedsJudgement) > 2 || under.Count > 4).Should().BeFalse();
                (under.Sum(call => call.Tokens) > 1_000).Should().BeFalse();
            }

            while (under.TryDequeue(out var left))
                use.Leave(left, 0);
            use.UnderWay.Should().Be((0, 0L));
        });

    private static EndpointEntry Entry(EndpointLimits limits, long tokens = 100, double reserved = 0) =>
        new(new TierEndpoint("full-a", "full", new EndpointOptions { Limits = limits }, new TieredRouting.Testing.ScriptedChatClient(), reserved), tokens, NeedsJudgement: false);
}
