using System.Diagnostics.Metrics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging;

namespace TieredRouting.Specs;

/// <summary>Live feedback tells whether certified thresholds keep their promises.</summary>
public sealed class CalibrationMonitorSpecs
{
    [Fact]
    public async Task A_promise_that_feedback_shows_to_be_broken_is_logged_counted_and_on_record_once()
    {
        using var router = Answering(CalibrationSpecs.Entry("validity", 1, "easy"));
        using var alarms = new MetricCollector<long>(router.Services.GetRequiredService<IMeterFactory>(), "TieredRouting", "tiered_routing.calibration.alarms");

        for (var i = 0; i < 20; i++)
            await Say(router, RoutingFeedback.Thumbs(up: false), "easy");

        var watched = Monitor(router).Thresholds.Should().ContainSingle().Subject;
        (watched.Contract, watched.Certified.Cohort, watched.Judged, watched.Wrong, watched.BrokenSince).Should().Be(("work", "easy", 20, 20, router.Time.GetUtcNow()));
        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Level == LogLevel.Error).Which.Message.Should().Contain("contract 'work' for cohort 'easy'").And.Contain("0.05");
        var alarm = alarms.GetMeasurementSnapshot().Should().ContainSingle().Subject;
        (alarm.Tags["tiered_routing.contract.name"], alarm.Tags["tiered_routing.cohort"]).Should().Be(("work", "easy"));
        var recorded = router.Audit.Events.Should().ContainSingle(one => one.Event == AuditEvent.PromiseBroken).Subject;
        (recorded.Contract, recorded.Route).Should().Be(("work", null));
        recorded.Details.Select(detail => detail.Key).Should().Equal("cohort", "threshold", "judged", "wrong", "maxError", "confidence");
    }

    [Fact]
    public async Task Answers_that_are_as_good_as_promised_raise_no_alarm()
    {
        using var router = Answering(CalibrationSpecs.Entry("validity", 1));

        for (var i = 0; i < 200; i++)
            await Say(router, i % 40 == 39 ? RoutingFeedback.Corrected("a", "b") : RoutingFeedback.Accepted);

        var watched = Monitor(router).Thresholds.Single();
        (watched.Judged, watched.Wrong, watched.BrokenSince).Should().Be((200, 5, null));
    }

    [Fact]
    public async Task Only_the_first_word_about_an_answer_counts_and_only_one_that_tells_right_from_wrong()
    {
        using var router = Answering(CalibrationSpecs.Entry("validity", 1));
        var route = (await router.Ask()).GetRoute()!.Id;

        foreach (var said in new[] { RoutingFeedback.Business("order"), RoutingFeedback.Corrected("the same", "the same"), RoutingFeedback.Thumbs(up: false) })
            await Feedback(router).RecordAsync(route, said);

        var watched = Monitor(router).Thresholds.Single();
        (watched.Judged, watched.Wrong).Should().Be((1, 0));
    }

    [Fact]
    public async Task What_a_higher_tier_answered_is_not_the_thresholds_doing()
    {
        using var router = Answering($"{CalibrationSpecs.Entry("validity", 1, "easy")},{CalibrationSpecs.Entry("validity", null, "hard")}");
        router.Mini.AlwaysAnswers("18");

        await Say(router, RoutingFeedback.Thumbs(up: false), "hard");
        await Say(router, RoutingFeedback.Thumbs(up: false), "new");

        Monitor(router).Thresholds.Should().ContainSingle("nothing is promised of a cohort that always escalates").Which.Judged.Should().Be(0);
    }

    private static Router Answering(string entries)
    {
        var router = CalibrationSpecs.Calibrated(entries);
        router.Nano.AlwaysAnswers("18");
        return router;
    }

    private static async Task Say(Router router, RoutingFeedback feedback, string? cohort = null) =>
        (await Feedback(router).RecordAsync((await CalibrationSpecs.Ask(router, cohort)).GetRoute()!.Id, feedback)).Should().Be(FeedbackResult.Recorded);

    private static IRoutingFeedback Feedback(Router router) => router.Services.GetRequiredService<IRoutingFeedback>();

    private static ICalibrationMonitor Monitor(Router router) => router.Services.GetRequiredService<ICalibrationMonitor>();
}
