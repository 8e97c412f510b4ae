using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace TieredRouting.Specs;

/// <summary>What certified thresholds do to the requests of a contract.</summary>
public sealed class CalibrationSpecs
{
    [Theory]
    [InlineData(1, "high", "nano")]
    [InlineData(1, "medium", "mini")]
    [InlineData(0.5, "medium", "nano")]
    [InlineData(0.5, "low", "mini")]
    [InlineData(0, "low", "nano")]
    public async Task A_threshold_takes_the_place_of_the_least_confidence(double threshold, string said, string tier)
    {
        using var router = Calibrated(Entry("confidence", threshold), contract => contract.AskConfidence());
        router.Nano.Answers(Envelope(said));
        router.Mini.Answers(Envelope("medium"));

        (await router.Ask()).GetRoute()!.Tier.Should().Be(tier, "above the cheap tier, the contract's own settings act");
    }

    [Fact]
    public async Task A_confidence_that_is_not_known_reaches_no_threshold()
    {
        using var router = Calibrated(Entry("confidence", 0), contract => contract.AskConfidence(whenUnavailable: UnavailableConfidence.Accept));
        router.Nano.Answers("18");
        router.Mini.Answers("18");

        (await router.Ask()).GetRoute()!.Tier.Should().Be("mini");
    }

    [Theory]
    [InlineData("easy", "nano")]
    [InlineData("hard", "mini")]
    [InlineData("Easy", "mini")]
    [InlineData(null, "mini")]
    public async Task Each_cohort_goes_by_its_own_entry_and_the_others_by_the_one_without(string? cohort, string tier)
    {
        using var router = Calibrated($"{Entry("validity", 1, "easy")},{Entry("validity", null, "hard")},{Entry("validity", null)}");
        router.Nano.Answers("18");
        router.Mini.Answers("18");

        (await Ask(router, cohort)).GetRoute()!.Tier.Should().Be(tier);
    }

    [Fact]
    public async Task Without_an_entry_for_it_a_cohort_goes_by_the_contracts_own_settings()
    {
        using var router = Calibrated(Entry("confidence", null, "hard"), contract => contract.AskConfidence());
        router.Nano.Answers(Envelope("medium"));

        (await Ask(router, "new")).GetRoute()!.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task A_cohort_without_a_threshold_always_escalates_and_pays_for_no_answer_that_could_not_go_out()
    {
        using var router = Calibrated(Entry("validity", null, "hard"));
        router.Mini.Answers("18");

        var route = (await Ask(router, "hard")).GetRoute()!;

        (route.Decision.Tier, route.Tier, route.Escalated, route.Escalations).Should().Be(("nano", "mini", true, 1));
        router.Nano.Calls.Should().BeEmpty();
        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Message.Contains("escalates from tier 'nano' to 'mini': lowConfidence"));
    }

    [Fact]
    public async Task It_escalates_as_the_contracts_trigger_says()
    {
        using var router = Calibrated(Entry("confidence", null), contract => contract.AskConfidence().On(Trigger.LowConfidence, then => then.RetrySameTier(2).Escalate("full")));
        router.Full.Answers(Envelope("high"));

        (await router.Ask()).GetRoute()!.Tier.Should().Be("full");
        router.Calls.Should().Be(1);
    }

    [Fact]
    public async Task A_trigger_that_asks_a_person_does_so_before_anything_is_spent()
    {
        using var router = Calibrated(Entry("validity", null), contract => contract.On(Trigger.LowConfidence, then => then.HumanReview()));

        (await router.Ask()).GetRoute()!.Outcome.Should().Be(Outcome.HumanReview);
        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Where_no_tier_lies_above_what_is_not_accepted_fails_closed_and_start_up_warns_of_it()
    {
        using var router = Calibrated(Entry("validity", null), contract => contract.WithTiers(max: "nano"));

        await router.Fails<TiersExhaustedException>();
        router.Calls.Should().Be(0);
        router.Logs.GetSnapshot().Should().Contain(log => log.Level == LogLevel.Warning && log.Message.Contains("contracts.work.calibration: no request of it can escalate"));
    }

    [Fact]
    public async Task A_tier_is_not_asked_again_for_its_score()
    {
        using var router = Calibrated(Entry("confidence", 1), contract => contract.AskConfidence().On(Trigger.LowConfidence, then => then.RetrySameTier(1).Escalate()));
        router.Nano.Answers(Envelope("medium"));
        router.Mini.Answers(Envelope("high"));

        (await router.Ask()).GetRoute()!.Tier.Should().Be("mini");
        router.Nano.Calls.Should().ContainSingle();
    }

    [Fact]
    public async Task A_broken_answer_is_retried_as_ever()
    {
        using var router = Calibrated(Entry("confidence", 1), contract => contract.AskConfidence().On(Trigger.SchemaFailure, then => then.RetrySameTier(1).Escalate()));
        router.Nano.Answers("""{"answer":18}""").Answers(Envelope("high"));

        (await router.Ask()).GetRoute()!.Tier.Should().Be("nano");
    }

    [Theory]
    [InlineData("18", "nano")]
    [InlineData("19", "full")]
    public async Task Passes_that_agree_reach_the_threshold_of_agreement(string second, string tier)
    {
        using var router = Agreeing(Entry("agreement", 1));
        router.Nano.Answers("18");
        router.Mini.Answers(second);
        router.Full.Answers("19");

        (await router.Ask()).GetRoute()!.Tier.Should().Be(tier);
    }

    [Fact]
    public async Task Where_the_passes_cannot_be_made_the_cheap_tier_is_not_asked()
    {
        using var router = Agreeing(Entry("agreement", 1), contract => contract.AtMost(attempts: 1));
        router.Full.Answers("19");

        (await router.Ask()).GetRoute()!.Tier.Should().Be("full");
        router.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Requests_that_start_higher_know_nothing_of_it()
    {
        using var router = Calibrated(Entry("confidence", null), contract => contract.AskConfidence().AddRule("up", _ => new Requirement("it is so") { MinimumTier = "mini" }));
        router.Mini.Answers(Envelope("medium"));

        var route = (await router.Ask()).GetRoute()!;

        (route.Tier, route.Escalated).Should().Be(("mini", false));
    }

    [Fact]
    public async Task Streams_go_by_it_too()
    {
        using var router = Calibrated(Entry("validity", null));
        router.Mini.Answers("18");

        var updates = await router.Stream().ToList();

        (string.Concat(updates.Select(update => update.Text)), router.Nano.Calls.Count).Should().Be(("18", 0));
    }

    [Fact]
    public async Task A_conversation_that_its_provider_holds_does_not_leave_it_for_a_threshold()
    {
        using var router = Calibrated(Entry("validity", 1, "easy") + "," + Entry("validity", null, "hard"));
        router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, "18")) { ConversationId = "thread-1" });
        var first = await Ask(router, "easy");

        var asking = router.Awaiting(it => it.Ask(options: new ChatOptions { ConversationId = first.ConversationId }.WithRouting(facts => facts.Cohort("hard"))));

        (await asking.Should().ThrowAsync<RouteFailedClosedException>()).Which.Message.Should().Contain("pinnedConversation");
    }

    [Theory]
    [InlineData("""{"score":"validity","threshold":1,"n":100,"errors":1,"bound":0.04,"maxError":0.05,"confidence":0.95,"cohrt":"a"}""", "calibration.0.cohrt", "not a known property")]
    [InlineData("""{"threshold":1}""", "calibration.0.score", "is required")]
    [InlineData("""{"score":"confidence","threshold":null}""", "calibration.0.score", "goes by 'validity' now: calibrate it again")]
    [InlineData("""{"score":"validity","threshold":1.5,"n":100,"errors":1,"bound":0.04,"maxError":0.05,"confidence":0.95}""", "calibration.0.threshold", "between 0 and 1")]
    [InlineData("""{"score":"validity","threshold":1,"n":100,"errors":9,"bound":0.15,"maxError":0.05,"confidence":0.95}""", "calibration.0.threshold", "is not certified")]
    [InlineData("""{"score":"validity","threshold":1,"n":100,"errors":101,"bound":0.04,"maxError":0.05,"confidence":0.95}""", "calibration.0.errors", "between zero and n")]
    [InlineData("""{"score":"validity","threshold":1,"n":-1,"bound":0.04,"maxError":0.05,"confidence":0.95}""", "calibration.0.n", "zero or more")]
    [InlineData("""{"score":"validity","threshold":1}""", "calibration.0.maxError", "is required beside a threshold")]
    [InlineData("""{"score":"validity","threshold":1,"maxError":0.05}""", "calibration.0.confidence", "is required beside a threshold")]
    [InlineData("""{"score":"validity","threshold":1,"maxError":0.05,"confidence":1}""", "calibration.0.confidence", "between 0 and 1")]
    [InlineData("""{"score":"validity","cohort":"a"},{"score":"validity","cohort":"a"}""", "calibration.1.cohort", "has an entry already")]
    [InlineData("""{"score":"validity"},{"score":"validity"}""", "calibration.1.cohort", "has an entry already")]
    [InlineData("""{"score":"luck"}""", "calibration.0.score", "one of validity, confidence, agreement, ease")]
    public void What_cannot_be_a_certificate_is_refused_with_its_path(string entries, string path, string why)
    {
        using var router = Calibrated(entries);

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().Which.Failures.Should().Contain(failure => failure.Contains($"contracts.work.{path}") && failure.Contains(why));
    }

    [Fact]
    public async Task A_change_of_the_configuration_changes_it_and_the_hash_that_records_name()
    {
        var settings = Settings(Entry("validity", 1));
        using var router = Calibrated(settings);
        router.Nano.Answers("18");
        router.Mini.Answers("18");
        await router.Ask();

        settings["TieredRouting:contracts:work:calibration:0:threshold"] = null;
        settings.Reload();
        var route = (await router.Ask()).GetRoute()!;

        route.Tier.Should().Be("mini");
        router.Audit.Records.Select(record => record.ConfigurationHash).Should().OnlyHaveUniqueItems();
    }

    internal static string Entry(string score, double? threshold, string? cohort = null) => FormattableString.Invariant(
        $$"""{"cohort":{{(cohort is null ? "null" : $"\"{cohort}\"")}},"score":"{{score}}","threshold":{{(threshold is null ? "null" : threshold)}},"n":400,"errors":10,"bound":0.042,"maxError":0.05,"confidence":0.95}""");

    internal static Router Calibrated(string entries, Action<ContractBuilder>? contract = null) => Calibrated(Settings(entries), contract);

    internal static Task<ChatResponse> Ask(Router router, string? cohort) =>
        router.Ask(options: cohort is null ? null : new ChatOptions().WithRouting(facts => facts.Cohort(cohort)));

    internal static Router Calibrated(IConfiguration settings, Action<ContractBuilder>? contract = null) => Router.With(
        work =>
        {
            work.ForIntent(TaskIntent.Classify);
            contract?.Invoke(work);
        },
        routing => routing.BindConfiguration("TieredRouting"),
        services => services.AddSingleton(settings));

    private static Router Agreeing(string entries, Action<ContractBuilder>? contract = null) => Router.On(
        (r, tiers) => tiers
            .AddTier("nano", tier => tier.AddEndpoint("nano-a", e => e.UseClient(r.Nano).PricedAt(1, 2)).AddEndpoint("nano-b", e => e.UseClient(r.Mini).PricedAt(10, 20)))
            .AddTier("full", tier => tier.UseClient(r.Full).PricedAt(100, 200))
            .BindConfiguration("TieredRouting"),
        work =>
        {
            work.ForIntent(TaskIntent.Classify).CheckDisagreement();
            contract?.Invoke(work);
        },
        services: services => services.AddSingleton<IConfiguration>(Settings(entries)));

    internal static IConfigurationRoot Settings(string entries)
    {
        var json = $$"""{ "TieredRouting": { "version": 1, "contracts": { "work": { "calibration": [ {{entries}} ] } } } }""";
        var read = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        return new ConfigurationBuilder().AddInMemoryCollection(read.AsEnumerable()).Build();
    }

    private static string Envelope(string confidence) => $$"""{"answer":"18","confidence":"{{confidence}}","reason":"it says so"}""";
}
