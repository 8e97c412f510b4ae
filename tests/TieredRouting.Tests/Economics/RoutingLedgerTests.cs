using CsCheck;
using TieredRouting.Economics;

namespace TieredRouting.Tests.Economics;

public sealed class RoutingLedgerTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private static readonly Gen<AuditAttempt> Attempts =
        from tier in Pick("nano", "mini", "full")
        from kind in Pick("answer", "pass", "judge")
        from verdict in Pick<string[]>([], ["schemaFailure"], ["timeout", "providerError"], ["ofALaterVersion"])
        from cost in Gen.Int[0, 1_000_000].Select(micros => micros / 1_000_000m)
        from tokens in Gen.Long[0, 10_000]
        select new AuditAttempt { Tier = tier, Kind = kind, Verdict = verdict, Cost = cost, Usage = new TokenUsage(tokens, 0, tokens / 2, 0), Milliseconds = tokens };

    private static readonly Gen<AuditEntry> Calls =
        from contract in Pick("lead", "faq")
        from cohort in Pick<string?>(null, "de", "fr")
        from workflow in Pick<string?>(null, "weekly")
        from tier in Pick("nano", "mini", "full")
        from outcome in Pick("released", "heldForApproval", "humanReview", "failedClosed", "failed", "cancelled")
        from attempts in Attempts.Array[0, 3]
        from hours in Gen.Int[0, 40]
        select Call(contract, cohort, tier, outcome, attempts) with { Workflow = workflow, Step = workflow is null ? null : "write", Time = Day.AddHours(hours) };

    private static readonly Gen<string> Feedbacks = Pick("accepted", "corrected", "reAsked", "thumbsUp", "thumbsDown", "rolledBack", "business");

    [Fact]
    public void Its_sums_are_those_of_the_records() => Calls.Array[0, 40].Sample(drawn =>
    {
        var calls = Numbered(drawn);
        var ledger = Of(calls);

        var (cells, contracts, workflows) = (ledger.Snapshot().Cells, ledger.Snapshot().Contracts, ledger.Snapshot().Workflows);
        foreach (var all in (IReadOnlyList<LedgerCell>[])[cells, contracts])
        {
            var (started, made) = (RequestFigures.Sum(all.Select(cell => cell.Started)), AttemptFigures.Sum(all.Select(cell => cell.Made)));
            (started.Requests, started.Calls, started.Cost).Should().Be((calls.Length, calls.Length, calls.Sum(call => call.Cost)));
            started.Duration.TotalMilliseconds.Should().Be(calls.Sum(call => call.Milliseconds));
            started.Count(Outcome.FailedClosed).Should().Be(calls.Count(call => call.Outcome == "failedClosed"));
            started.Succeeded.Should().Be(calls.Count(call => call.Outcome == "released"));
            started.VisibleFailures.Should().Be(calls.Count(call => call.Outcome is "failed" or "failedClosed"));
            started.Reviews.Should().Be(calls.Count(call => call.Outcome is "heldForApproval" or "humanReview"));
            var attempts = calls.SelectMany(call => call.Attempts).ToList();
            (made.Attempts, made.SideCalls).Should().Be((attempts.Count(attempt => attempt.Kind != "judge"), attempts.Count(attempt => attempt.Kind == "judge")));
            (made.Cost, made.Tokens.Input).Should().Be((attempts.Sum(attempt => attempt.Cost), attempts.Sum(attempt => attempt.Usage!.Value.Input)));
            made.Count(Trigger.SchemaFailure).Should().Be(attempts.Count(attempt => attempt.Verdict.Contains("schemaFailure")));
            started.RetryCost.Should().Be(attempts.Where(attempt => attempt.Kind != "judge" && !attempt.IsAccepted).Sum(attempt => attempt.Cost));
            made.Answered.Should().Be(calls.Count(call => call.Attempts.Any(attempt => attempt.Kind != "judge" && attempt.IsAccepted)));
        }

        workflows.Sum(workflow => workflow.Total.Requests).Should().Be(calls.Count(call => call.Workflow is not null));
        workflows.Sum(workflow => workflow.Total.Cost).Should().Be(calls.Where(call => call.Workflow is not null).Sum(call => call.Cost));
        foreach (var tier in calls.GroupBy(call => (call.Contract, call.Cohort, call.Tier)))
            cells.Should().ContainSingle(cell => cell.Contract == tier.Key.Contract && cell.Cohort == tier.Key.Cohort && cell.Tier == tier.Key.Tier).Which.Started.Requests.Should().Be(tier.Count());
    }, iter: 200);

    [Fact]
    public void The_order_of_lines_does_not_matter() => Gen.Select(Calls.Array[1, 20], Gen.Select(Gen.Int[0, 19], Feedbacks).Array[0, 20], Gen.Int[0, int.MaxValue]).Sample((drawn, said, seed) =>
    {
        var calls = Numbered(drawn);
        AuditEntry[] lines = [.. calls, .. said.Select((each, i) => Feedback($"f{i}", calls[each.Item1 % calls.Length].Route!, each.Item2))];
        var shuffled = lines.ToArray();
        new Random(seed).Shuffle(shuffled);

        Described(Of(shuffled)).Should().Equal(Described(Of(lines)));
    }, iter: 200);

    [Fact]
    public void What_is_said_of_a_route_counts_once_and_where_it_started()
    {
        AuditAttempt[] attempts = [new() { Tier = "nano", Verdict = ["schemaFailure"], Cost = 0.1m }, new() { Tier = "full", Cost = 0.9m }];
        var call = Call("lead", "de", "nano", "released", attempts) with { Id = "1", Route = "1" };

        var ledger = Of([call, Feedback("f1", "1", "corrected"), Feedback("f2", "1", "thumbsDown"), Feedback("f3", "1", "thumbsDown")]);

        var (full, nano) = (ledger.Snapshot().Of("lead", "de")[0], ledger.Snapshot().Of("lead", "de")[1]);
        (nano.Started.Requests, nano.Started.Succeeded, nano.Started.VisibleFailures, nano.Started.Corrected, nano.Started.ThumbsDown, nano.Started.Escalated).Should().Be((1, 0, 1, 1, 1, 1));
        (nano.Started.Cost, nano.Started.RetryCost, nano.Made.Answered).Should().Be((1m, 0.1m, 0));
        (full.Started.Requests, full.Made.Answered, full.Made.AnsweredWrong, full.Made.Arrived, full.Made.ArrivedWrong).Should().Be((0, 1, 1, 1, 1));
    }

    [Fact]
    public void A_line_that_is_there_twice_counts_once()
    {
        var call = Call("lead", "de", "nano", "released", []) with { Id = "1", Route = "1" };

        Of([call, call]).Snapshot().Cells.Should().ContainSingle().Which.Started.Requests.Should().Be(1);
    }

    [Fact]
    public void The_calls_of_a_tool_loop_are_one_request()
    {
        var first = Call("lead", null, "nano", "released", []) with { Id = "1", Route = "1", Cost = 1 };

        var loop = Of([first, first with { Id = "2" }, first with { Id = "3" }]).Snapshot().Cells.Single().Started;

        (loop.Requests, loop.Calls, loop.LoopRate, loop.Cost, loop.Succeeded).Should().Be((1, 3, 2.0, 3m, 1));
    }

    [Fact]
    public void What_waits_for_a_person_succeeds_once_it_is_approved()
    {
        AuditEntry[] held = [.. Enumerable.Range(1, 4).Select(id => Call("lead", null, "nano", "heldForApproval", []) with { Id = $"{id}", Route = $"{id}" })];

        var ledger = Of([.. held, Decided("1", "approved"), Decided("2", "edited"), Decided("3", "rejected")]);

        var figures = ledger.Snapshot().Cells.Single().Started;
        (figures.Reviews, figures.Succeeded, figures.Approved, figures.Edited, figures.Rejected, figures.VisibleFailures).Should().Be((4, 1, 1, 1, 1, 0));
    }

    [Fact]
    public void A_late_correction_is_the_worlds()
    {
        var call = Call("lead", null, "nano", "released", []) with { Id = "1", Route = "1" };
        var late = Feedback("f", "1", "corrected", ("afterMs", "300001"));

        Of([call, late]).Snapshot().Cells.Single().Started.Corrected.Should().Be(0);
    }

    [Fact]
    public void Feedback_on_a_route_of_another_process_counts_by_what_its_event_says()
    {
        var said = Feedback("f", "elsewhere", "thumbsDown", ("tier", "full"), ("start", "nano"), ("cohort", "de")) with { Contract = "lead", Time = Day };

        var cell = Of([said]).Snapshot(Day).Of("lead", "de").Single();

        (cell.Tier, cell.Started.ThumbsDown, cell.Started.Requests, cell.Started.Succeeded).Should().Be(("nano", 1, 0, 0));
    }

    [Fact]
    public void Cohorts_beyond_the_bound_share_one()
    {
        var ledger = new RoutingLedger(new LedgerOptions { MaxCohorts = 2 });
        foreach (var (cohort, i) in ((string?[])["a", "b", "c", "d", null, "a"]).Select((cohort, i) => (cohort, i)))
            ledger.Add(Call("lead", cohort, "nano", "released", []) with { Id = $"{i}", Route = $"{i}" });

        ledger.Snapshot().Cells.Select(cell => (cell.Cohort, cell.Started.Requests)).Should().BeEquivalentTo([((string?)null, 1), ("a", 2), ("b", 1), (LedgerSnapshot.OtherCohorts, 2)]);
    }

    [Fact]
    public void A_place_is_given_back_when_nothing_of_its_cohort_is_left()
    {
        var ledger = new RoutingLedger(new LedgerOptions { MaxCohorts = 1, Window = TimeSpan.FromDays(1), Steps = 1 });
        foreach (var (cohort, days) in ((string, int)[])[("old", 0), ("new", 10)])
            ledger.Add(Call("lead", cohort, "nano", "released", []) with { Id = cohort, Route = cohort, Time = Day.AddDays(days) });

        ledger.Snapshot().Cells.Select(cell => cell.Cohort).Should().Equal("new");
        ledger.Sums(new LedgerKey(LedgerKind.Contract, "lead", null)).Single().Numbers[LedgerCount.Requests].Should().Be(1, "the contract's own sums begin anew too");
    }

    [Fact]
    public void What_is_older_than_the_window_is_gone_and_what_is_in_it_never_is() => Gen.Int[0, 10_000].Array[1, 50].Sample(minutes =>
    {
        var ledger = new RoutingLedger(new LedgerOptions { Window = TimeSpan.FromHours(10), Steps = 5 });
        foreach (var (minute, i) in minutes.Select((minute, i) => (minute, i)))
            ledger.Add(Call("lead", null, "nano", "released", []) with { Id = $"{i}", Route = $"{i}", Time = Day.AddMinutes(minute) });

        var end = minutes.Max();
        var seen = RequestFigures.Sum(ledger.Snapshot().Cells.Select(cell => cell.Started)).Requests;
        seen.Should().BeGreaterThanOrEqualTo(minutes.Count(minute => minute > end - 600)).And.BeLessThanOrEqualTo(minutes.Count(minute => minute > end - 720));
        var hour = RequestFigures.Sum(ledger.Snapshot(latest: TimeSpan.FromHours(1)).Cells.Select(cell => cell.Started)).Requests;
        hour.Should().BeGreaterThanOrEqualTo(minutes.Count(minute => minute > end - 60)).And.BeLessThanOrEqualTo(minutes.Count(minute => minute > end - 180));
    });

    [Fact]
    public void Latencies_are_a_fifth_off_at_most() => Gen.Int[15, 400_000].Array[1, 60].Sample(milliseconds =>
    {
        var ledger = Of([.. milliseconds.Select((each, i) => Call("lead", null, "nano", "released", []) with { Id = $"{i}", Route = $"{i}", Milliseconds = each })]);

        var p95 = ledger.Snapshot().Cells.Single().Started.Latency(0.95)!.Value.TotalMilliseconds;
        var true95 = milliseconds.Order().ElementAt((int)Math.Ceiling(0.95 * milliseconds.Length) - 1);
        (p95 / true95).Should().BeInRange(0.8, 1.25);
    });

    [Fact]
    public void Hostile_numbers_and_names_do_not_break_it()
    {
        var ledger = new RoutingLedger();
        var call = Call(new string('c', 10_000), new string('x', 100_000), "nano", "later", [new AuditAttempt { Cost = decimal.MaxValue, Milliseconds = double.NaN, Usage = new TokenUsage(long.MaxValue, -1, long.MaxValue, 0) }]);
        for (var i = 0; i < 3; i++)
            ledger.Add(call with { Id = $"{i}", Route = $"{i}", Cost = decimal.MaxValue, Milliseconds = double.PositiveInfinity, Class = "T9", Time = i == 0 ? DateTimeOffset.MinValue : DateTimeOffset.MaxValue });
        ledger.Add(Feedback("f", "1", "thumbsDown", ("afterMs", "1e300")));

        var cell = ledger.Snapshot().Cells.Should().HaveCount(2).And.Contain(each => each.Tier == "nano").Which;
        (cell.Contract, cell.Cohort).Should().Be((LedgerSnapshot.OtherCohorts, LedgerSnapshot.OtherCohorts));
        ledger.Snapshot(DateTimeOffset.MinValue, TimeSpan.FromDays(1)).Should().NotBeNull();
    }

    [Theory]
    [InlineData(0, 3, 1)]
    [InlineData(60, 0, 1)]
    [InlineData(60, 3, -1)]
    public void Options_out_of_range_are_refused(int minutes, int steps, int cohorts)
    {
        var making = () => new RoutingLedger(new LedgerOptions { Window = TimeSpan.FromMinutes(minutes), Steps = steps, MaxCohorts = cohorts });

        making.Should().Throw<ArgumentException>().WithMessage("A ledger's*");
    }

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static RoutingLedger Of(IEnumerable<AuditEntry> lines)
    {
        var ledger = new RoutingLedger(new LedgerOptions { Window = null });
        foreach (var line in lines)
            ledger.Add(line);
        return ledger;
    }

    private static AuditEntry[] Numbered(AuditEntry[] calls) => [.. calls.Select((call, i) => call with { Id = $"r{i}", Route = $"r{i}" })];

    private static AuditEntry Call(string contract, string? cohort, string tier, string outcome, AuditAttempt[] attempts) => new()
    {
        Version = 1,
        Contract = contract,
        Cohort = cohort,
        Tier = tier,
        Outcome = outcome,
        Attempts = attempts,
        Cost = attempts.Sum(attempt => attempt.Cost < 2 ? attempt.Cost : 0),
        Milliseconds = attempts.Sum(attempt => double.IsFinite(attempt.Milliseconds) ? attempt.Milliseconds : 0),
        Class = "T0",
        Time = Day,
    };

    private static AuditEntry Feedback(string id, string route, string kind, params (string Name, string Value)[] details) => new()
    {
        Version = 1,
        Event = AuditEvent.Feedback,
        Id = id,
        Route = route,
        Time = Day,
        Details = details.Append(("feedback", kind)).ToDictionary(detail => detail.Item1, detail => (string?)detail.Item2),
    };

    private static AuditEntry Decided(string route, string decision) =>
        new() { Version = 1, Event = AuditEvent.ApprovalDecided, Id = $"{route}-{decision}", Route = route, Time = Day, Details = new Dictionary<string, string?> { ["decision"] = decision } };

    private static IEnumerable<object> Described(RoutingLedger ledger) => ledger.Snapshot().Cells.Concat(ledger.Snapshot().Contracts).Select(cell => (object)(
        cell.Contract, cell.Cohort, cell.Tier, (cell.Started.Requests, cell.Started.Succeeded, cell.Started.VisibleFailures, cell.Started.Cost, cell.Started.Duration),
        (cell.Started.Corrected, cell.Started.ReAsked, cell.Started.ThumbsUp, cell.Started.ThumbsDown, cell.Started.RolledBack, cell.Started.Escalated),
        (cell.Made.Answered, cell.Made.AnsweredWrong, cell.Made.Arrived, cell.Made.ArrivedWrong, cell.Made.Cost)));
}
