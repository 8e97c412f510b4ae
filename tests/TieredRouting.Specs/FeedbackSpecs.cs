using System.Diagnostics.Metrics;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;

namespace TieredRouting.Specs;

/// <summary>What became of answers comes back as evidence.</summary>
public sealed class FeedbackSpecs
{
    [Fact]
    public async Task A_correction_is_on_record_by_route_with_how_much_was_changed_and_without_a_word()
    {
        using var router = Answering();
        var route = (await router.Ask(options: new ChatOptions().WithRouting(facts => facts.Cohort("de")))).GetRoute()!.Id;
        router.Time.Advance(TimeSpan.FromMinutes(1));

        var result = await Feedback(router).RecordAsync(route, RoutingFeedback.Corrected("Dear Acme", "Dear Acme, thank you"));

        var recorded = router.Audit.Events.Should().ContainSingle().Subject;
        (result, recorded.Event, recorded.Route, recorded.Contract).Should().Be((FeedbackResult.Recorded, "feedback", route, "work"));
        recorded.Details.ToDictionary().Should().BeEquivalentTo(new Dictionary<string, string?>
        {
            ["feedback"] = "corrected",
            ["editDistance"] = "0.75",
            ["afterMs"] = "60000",
            ["tier"] = "nano",
            ["start"] = "nano",
            ["floor"] = "nano",
            ["class"] = "T0",
            ["cohort"] = "de",
        });
        JsonSerializer.Serialize(recorded).Should().NotContain("Acme").And.NotContain("thank");
    }

    [Theory]
    [InlineData(5, 1)]
    [InlineData(6, 0)]
    public async Task Corrections_within_five_minutes_are_counted_by_contract_tier_and_cohort(int minutes, int counted)
    {
        using var router = Answering();
        using var corrections = new MetricCollector<long>(router.Services.GetRequiredService<IMeterFactory>(), "TieredRouting", "tiered_routing.corrections");
        var route = (await router.Ask(options: new ChatOptions().WithRouting(facts => facts.Cohort("de")))).GetRoute()!.Id;
        router.Time.Advance(TimeSpan.FromMinutes(minutes));

        await Feedback(router).RecordAsync(route, RoutingFeedback.Corrected("a", "b"));

        var measured = corrections.GetMeasurementSnapshot();
        measured.Should().HaveCount(counted);
        foreach (var correction in measured)
            (correction.Tags["tiered_routing.contract.name"], correction.Tags["tiered_routing.tier.name"], correction.Tags["tiered_routing.cohort"]).Should().Be(("work", "nano", "de"));
    }

    [Fact]
    public async Task Thumbs_acceptance_and_business_events_are_on_record_and_counted()
    {
        using var router = Answering();
        using var counted = new MetricCollector<long>(router.Services.GetRequiredService<IMeterFactory>(), "TieredRouting", "tiered_routing.feedback");
        var route = (await router.Ask()).GetRoute()!.Id;

        foreach (var said in new[] { RoutingFeedback.Accepted, RoutingFeedback.Thumbs(up: true), RoutingFeedback.Thumbs(up: false), RoutingFeedback.ReAsked, RoutingFeedback.Business("order", 12.5m) })
            (await Feedback(router).RecordAsync(route, said)).Should().Be(FeedbackResult.Recorded);

        counted.GetMeasurementSnapshot().Select(measured => measured.Tags["tiered_routing.feedback.kind"]).Should().Equal("accepted", "thumbsUp", "thumbsDown", "reAsked", "business");
        var business = router.Audit.Events[^1].Details.ToDictionary();
        (business["name"], business["value"]).Should().Be(("order", "12.5"));
    }

    [Fact]
    public async Task Feedback_about_a_route_that_nobody_knows_is_on_record_by_its_id()
    {
        using var router = Answering();

        (await Feedback(router).RecordAsync("made-up", RoutingFeedback.Accepted)).Should().Be(FeedbackResult.RouteUnknown);
        (router.Audit.Events.Single().Route, router.Audit.Events.Single().Contract).Should().Be(("made-up", null));
    }

    [Fact]
    public async Task Feedback_that_is_not_on_record_says_so()
    {
        using var router = Answering();
        var route = (await router.Ask()).GetRoute()!.Id;
        router.Audit.Failure = new IOException();

        (await Feedback(router).RecordAsync(route, RoutingFeedback.Accepted)).Should().Be(FeedbackResult.NotOnRecord);
    }

    [Theory]
    [InlineData("How do I change my delivery address?", "how do i change my delivery address please?", 1, true)]
    [InlineData("How do I change my delivery address?", "What does the premium plan cost?", 1, false)]
    [InlineData("How do I change my delivery address?", "how do i change my delivery address please?", 6, false)]
    public async Task A_similar_question_in_the_same_conversation_soon_after_is_noticed(string first, string second, int minutes, bool noticed)
    {
        using var router = Answering();
        List<ChatMessage> talk = [new(ChatRole.User, first)];
        var answer = await router.Ask(talk);
        talk.AddRange(answer.Messages);
        talk.Add(new ChatMessage(ChatRole.User, second));
        router.Time.Advance(TimeSpan.FromMinutes(minutes));

        await router.Ask(talk);

        router.Audit.Events.Should().HaveCount(noticed ? 1 : 0);
        if (noticed)
        {
            var details = router.Audit.Events[0].Details.ToDictionary();
            (router.Audit.Events[0].Route, details["feedback"], details["detected"]).Should().Be((answer.GetRoute()!.Id, "reAsked", "true"));
        }
    }

    [Fact]
    public async Task The_same_question_of_another_conversation_is_nobodys_complaint()
    {
        using var router = Answering();
        await router.Ask([new(ChatRole.User, "Hi, I am Ann."), new(ChatRole.Assistant, "Hi"), new(ChatRole.User, "How do I change my delivery address?")]);

        await router.Ask([new(ChatRole.User, "Hi, I am Bob."), new(ChatRole.Assistant, "Hi"), new(ChatRole.User, "How do I change my delivery address?")]);

        router.Audit.Events.Should().BeEmpty();
    }

    private static IRoutingFeedback Feedback(Router router) => router.Services.GetRequiredService<IRoutingFeedback>();

    private static Router Answering()
    {
        var router = Router.With(contract => contract.ForIntent(TaskIntent.Classify));
        router.Nano.AlwaysAnswers("Dear Acme");
        return router;
    }
}
