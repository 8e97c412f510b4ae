using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;
using TieredRouting.Testing;
using static TieredRouting.Specs.DisagreementSpecs;

namespace TieredRouting.Specs;

/// <summary>Contracts that ask twice, where a pass fails, breaks, loses or says something that is no text.</summary>
public sealed class PassFailureSpecs
{
    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "authentication")]
    [InlineData(HttpStatusCode.BadRequest, "badRequest")]
    [InlineData(HttpStatusCode.ServiceUnavailable, "overloaded")]
    public async Task A_second_endpoint_that_is_set_up_wrongly_is_left_alone_and_the_request_goes_on(HttpStatusCode status, string error)
    {
        using var router = Asking();
        router.Nano.Answers("18").Answers("18").Answers("18");
        router.Mini.Throws(Scenery.Overloaded(status));

        var route = (await router.Ask()).GetRoute()!;

        route.Outcome.Should().Be(Outcome.Released);
        route.Attempts.Select(attempt => (attempt.Endpoint, attempt.Error)).Should().Equal(("nano-a", null), ("nano-b", error), ("nano-a", null), ("nano-a", null));
        route.Attempts[1].Verdict.Triggers.Should().Equal(Trigger.ProviderError);
    }

    [Fact]
    public async Task What_the_contract_says_of_errors_holds_for_passes_too()
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).CheckDisagreement().On(Trigger.ProviderError, then => then.HumanReview()));
        router.Nano.Answers("18").Throws(Scenery.Overloaded());

        (await router.Ask()).GetRoute()!.Outcome.Should().Be(Outcome.HumanReview);
    }

    [Fact]
    public async Task A_first_pass_that_no_tier_can_mend_ends_the_request_as_any_attempt_does()
    {
        using var router = Asking();
        router.Nano.Throws(Scenery.Overloaded(HttpStatusCode.Unauthorized));

        await router.Fails<HttpRequestException>();

        router.Record.Route.Outcome.Should().Be(Outcome.Failed);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Where_all_passes_go_to_one_endpoint_an_error_that_no_tier_can_mend_is_one_whichever_pass_it_comes_to_first(bool second)
    {
        using var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify).CheckDisagreement());
        if (second)
            router.Nano.Answers(Slow(router, 10, "18"));
        router.Nano.Throws(Scenery.Overloaded(HttpStatusCode.BadRequest));

        await router.Fails<HttpRequestException>();

        router.Record.Route.Outcome.Should().Be(Outcome.Failed);
    }

    [Fact]
    public async Task A_client_that_breaks_when_it_is_cancelled_changes_nothing()
    {
        using var router = Asking();
        router.Nano.Answers(async (_, token) =>
        {
            using var registered = token.Register(() => throw new InvalidCastException());
            await Task.Delay(Timeout.Infinite, token);
            return null!;
        });
        router.Mini.Answers(Scenery.Finished("", ChatFinishReason.ContentFilter));
        router.Full.Answers("18");

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Endpoint).Should().Equal("nano-a", "nano-b", "full");
    }

    [Fact]
    public async Task What_breaks_while_passes_are_judged_leaves_all_of_them_on_record_and_paid_for()
    {
        using var router = Asking();
        router.Nano.Answers(Slow(router, 10, "18"));
        router.Mini.Answers(new ChatResponse { Messages = new BrokenList(), Usage = new UsageDetails { InputTokenCount = 100, OutputTokenCount = 10 } });

        await router.Fails<InvalidCastException>();

        var route = router.Record.Route;
        (route.Outcome, route.Attempts.Count).Should().Be((Outcome.Failed, 2));
        route.Attempts.Should().OnlyContain(attempt => attempt.Cost > 0 && !attempt.Verdict.IsAccepted);
    }

    [Fact]
    public async Task With_three_passes_a_first_one_that_asks_for_tools_is_the_step_however_late_it_comes()
    {
        using var router = Asking(contract => contract.CheckDisagreement(passes: 3));
        router.Nano.Answers(async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), router.Time, token);
            return Scenery.Call("look_up");
        }).Answers(Slow(router, 2, "20"));
        router.Mini.Answers(Slow(router, 1, "18"));

        var asking = router.Ask(options: Scenery.Tools(Scenery.ReadTool()));
        for (var second = 0; second < 5; second++)
            router.Time.Advance(TimeSpan.FromSeconds(1));

        (await asking).GetRoute()!.IsStep.Should().BeTrue();
    }

    [Theory]
    [InlineData("data:image/png;base64,AAAA", "data:image/png;base64,AAAA", "nano")]
    [InlineData("data:image/png;base64,AAAA", "data:image/png;base64,AAAB", "full")]
    [InlineData("data:image/png;base64,AAAA", "data:image/jpeg;base64,AAAA", "full")]
    public async Task Answers_of_data_agree_where_the_data_are_the_same(string first, string second, string tier)
    {
        using var router = Asking();
        router.Nano.Answers(Holding(new DataContent(first)));
        router.Mini.Answers(Holding(new DataContent(second)));
        router.Full.Answers("18");

        (await router.Ask()).GetRoute()!.Tier.Should().Be(tier);
    }

    [Theory]
    [InlineData("https://a.example/1", "https://a.example/1", "nano")]
    [InlineData("https://a.example/1", "https://a.example/2", "full")]
    public async Task Answers_of_links_agree_where_the_links_are_the_same(string first, string second, string tier)
    {
        using var router = Asking();
        router.Nano.Answers(Holding(new TextContent("here"), new UriContent(first, "image/png")));
        router.Mini.Answers(Holding(new TextContent("Here"), new UriContent(second, "image/png")));
        router.Full.Answers("18");

        (await router.Ask()).GetRoute()!.Tier.Should().Be(tier);
    }

    [Theory]
    [InlineData("file-1", "file-1", "nano")]
    [InlineData("file-1", "file-2", "full")]
    public async Task Answers_of_files_that_the_provider_keeps_agree_where_they_are_the_same(string first, string second, string tier)
    {
        using var router = Asking();
        router.Nano.Answers(Holding(new TextContent("here"), new HostedFileContent(first)));
        router.Mini.Answers(Holding(new TextContent("Here"), new HostedFileContent(second)));
        router.Full.Answers("18");

        (await router.Ask()).GetRoute()!.Tier.Should().Be(tier);
    }

    [Fact]
    public async Task A_picture_beside_none_is_a_disagreement()
    {
        using var router = Asking();
        router.Nano.Answers(Holding(new TextContent("here"), new DataContent("data:image/png;base64,AAAA")));
        router.Mini.Answers("here");
        router.Full.Answers("18");

        (await router.Ask()).GetRoute()!.Attempts[0].Verdict.Triggers.Should().Equal(Trigger.Disagreement);
    }

    [Fact]
    public async Task Where_a_part_of_the_answer_counts_pictures_beside_it_do_not()
    {
        using var router = Asking(contract => contract.CheckDisagreement(agreeOn: "/answer"));
        router.Nano.Answers(Holding(new TextContent("""{"answer":18}"""), new DataContent("data:image/png;base64,AAAA")));
        router.Mini.Answers("""{"answer":18}""");

        (await router.Ask()).GetRoute()!.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task A_tolerant_contract_compares_what_it_can_read()
    {
        using var router = Asking(contract => contract.ReadTolerantly().CheckDisagreement(agreeOn: "/answer"));
        router.Nano.Answers("""{"why":"a","answer":18,}""");
        router.Mini.Answers("""It is {"why":"b","answer":18}""");

        (await router.Ask()).GetRoute()!.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task A_pass_that_lost_is_no_failure_in_logs_or_metrics()
    {
        using var router = Asking();
        using var attempts = new MetricCollector<long>(router.Services.GetRequiredService<IMeterFactory>(), "TieredRouting", "tiered_routing.attempts");
        router.Nano.Answers(Slow(router, 10, "18")).Answers("18").Answers("18");
        router.Mini.Throws(Scenery.Overloaded());

        var route = (await router.Ask()).GetRoute()!;

        route.Attempts.Select(attempt => attempt.Error).Should().Equal("cancelled", "overloaded", null, null);
        route.Attempts[0].Should().BeEquivalentTo(new { Estimated = true });
        attempts.GetMeasurementSnapshot().Select(measured => measured.Tags.GetValueOrDefault("error.type")).Should().Equal([null, "overloaded", null, null]);
        router.Logs.GetSnapshot().Where(log => log.Level == LogLevel.Warning && log.Id.Id == 4).Should().ContainSingle().Which.Message.Should().Contain("nano-b");
    }

    [Fact]
    public async Task A_pass_that_was_cancelled_says_so_whatever_its_client_makes_of_it()
    {
        using var router = Asking();
        var asked = new TaskCompletionSource();
        router.Nano.Answers(async (call, token) =>
        {
            // What is registered last is told first: before anybody else gives the call up.
            await asked.Task;
            return await BreakingWhenCancelled(call, token);
        });
        router.Mini.Answers((_, _) =>
        {
            asked.SetResult();
            return Task.FromResult(Scenery.Finished("", ChatFinishReason.ContentFilter));
        });
        router.Full.Answers("18");

        (await router.Ask()).GetRoute()!.Attempts[0].Error.Should().Be("cancelled");
    }

    [Fact]
    public async Task Where_the_caller_cancels_every_pass_says_so()
    {
        using var router = Asking();
        using var caller = new CancellationTokenSource();
        router.Nano.Answers(BreakingWhenCancelled);
        router.Mini.Answers(BreakingWhenCancelled);

        var asking = router.Ask(cancellationToken: caller.Token);
        await caller.CancelAsync();

        await FluentActions.Awaiting(() => asking).Should().ThrowAsync<OperationCanceledException>();
        router.Record.Route.Attempts.Should().HaveCount(2).And.OnlyContain(attempt => attempt.Error == "cancelled" && attempt.Verdict.Triggers[0] == Trigger.Timeout);
        router.Logs.GetSnapshot().Should().NotContain(log => log.Level >= LogLevel.Warning);
    }

    [Fact]
    public async Task The_record_says_what_the_gates_said_of_the_answer_that_went_out()
    {
        using var router = Asking(contract => contract.WithGates("polite"), routing => routing.AddGate(new TestGate("polite", _ => GateVerdict.Passed)));
        router.Nano.Answers(async (_, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), router.Time, token);
            return Scenery.Call("look_up");
        });
        router.Mini.Answers("18");

        var asking = router.Ask(options: Scenery.Tools(Scenery.ReadTool()));
        router.Time.Advance(TimeSpan.FromSeconds(1));

        (await asking).GetRoute()!.Gates.Should().BeEmpty("no gate had anything to look at in the step");
    }

    private static async Task<ChatResponse> BreakingWhenCancelled(ScriptedCall call, CancellationToken token)
    {
        var cancelled = new TaskCompletionSource();
        await using var registered = token.Register(cancelled.SetResult);
        await cancelled.Task;
        throw new IOException("The connection was closed.");
    }

    private static ChatResponse Holding(params AIContent[] contents) => new(new ChatMessage(ChatRole.Assistant, contents)) { FinishReason = ChatFinishReason.Stop };

    /// <summary>What a provider may hand out, and breaks when it is looked at.</summary>
    private sealed class BrokenList : List<ChatMessage>, IList<ChatMessage>
    {
        ChatMessage IList<ChatMessage>.this[int index]
        {
            get => throw new InvalidCastException();
            set => throw new InvalidCastException();
        }

        int ICollection<ChatMessage>.Count => throw new InvalidCastException();
    }
}
