using System.Security.Cryptography;
using CsCheck;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace TieredRouting.Specs;

/// <summary>What a certified threshold on the learnt score does to the requests of a contract.</summary>
public sealed class CertifiedEaseSpecs : IDisposable
{
    private const string Hard = DifficultyFiles.Hard;

    private readonly DifficultyFiles _files = new();

    [Fact]
    public async Task A_request_that_is_easy_enough_stays_with_the_cheap_tier()
    {
        using var router = Certified(Model("model.json"), threshold: 0.9);
        router.Nano.Answers("18");

        (await router.Ask("one")).GetRoute()!.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task A_harder_one_escalates_before_anything_is_paid()
    {
        using var router = Certified(Model("model.json"), threshold: 0.9);
        router.Mini.Answers("18");

        var route = (await router.Ask(Hard)).GetRoute()!;

        (route.Decision.Tier, route.Tier, route.Escalated, router.Nano.Calls.Count).Should().Be(("nano", "mini", true, 0));
        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Message.Contains("escalates from tier 'nano' to 'mini': lowConfidence"));
    }

    [Fact]
    public async Task What_the_contract_does_about_low_confidence_is_done()
    {
        using var router = Certified(Model("model.json"), threshold: 0.9, contract => contract.On(Trigger.LowConfidence, then => then.HumanReview()));

        (await router.Ask(Hard)).GetRoute()!.Outcome.Should().Be(Outcome.HumanReview);
        router.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Where_nobody_can_tell_how_hard_it_is_it_reaches_no_threshold()
    {
        using var router = Certified(Model("model.json"), threshold: 0);
        router.Mini.Answers("18");

        var route = (await router.Ask([new ChatMessage(ChatRole.User, [new TextContent("one"), new DataContent(new byte[3], "image/png")])])).GetRoute()!;

        (route.Tier, router.Nano.Calls.Count).Should().Be(("mini", 0));
    }

    [Fact]
    public async Task What_a_contract_asks_of_the_answer_comes_first()
    {
        using var router = Routing(Settings(Model("model.json"), CalibrationSpecs.Entry("confidence", 1)), contract => contract.AskConfidence());
        router.Nano.Answers("""{"answer":"18","confidence":"high","reason":"it says so"}""");

        (await router.Ask(Hard)).GetRoute()!.Tier.Should().Be("nano");
    }

    [Fact]
    public async Task What_people_say_of_its_answers_is_watched()
    {
        using var router = Certified(Model("model.json"), threshold: 0.9);
        router.Nano.Answers("18");

        await router.Services.GetRequiredService<IRoutingFeedback>().RecordAsync((await router.Ask("one")).GetRoute()!.Id, RoutingFeedback.Thumbs(up: false));

        var watched = router.Services.GetRequiredService<ICalibrationMonitor>().Thresholds.Should().ContainSingle().Subject;
        (watched.Certified.Score, watched.Judged, watched.Wrong).Should().Be((AcceptanceScore.Ease, 1, 1));
    }

    [Fact]
    public async Task Records_say_which_model_measured()
    {
        var model = Model("model.json");
        using var router = Certified(model, threshold: 0.9);
        router.Nano.Answers("18");

        await router.Ask("one");

        router.Record.DifficultyModel.Should().Be(VersionOf(model));
    }

    [Fact]
    public void Another_model_than_the_one_it_was_certified_with_ends_the_start_with_its_path()
    {
        using var router = Routing(Settings(Model("other.json", weight: 8), Entry(0.9, VersionOf(Model("model.json")))));

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle()
            .Which.Should().Contain("contracts.work.calibration.0.model").And.Contain("calibrate it again");
    }

    [Fact]
    public async Task A_change_to_another_model_is_refused_while_the_certificate_is_of_the_first()
    {
        var settings = Settings(Model("model.json"), Entry(0.9, VersionOf(Model("model.json"))));
        using var router = Routing(settings);
        router.Mini.Answers("18").Answers("18");
        await router.Ask(Hard);

        settings["TieredRouting:models:difficulty"] = Model("reversed.json", weight: -9);
        settings.Reload();

        (await router.Ask(Hard)).GetRoute()!.Tier.Should().Be("mini", "the last good configuration stays in force");
    }

    [Fact]
    public async Task A_model_that_was_written_anew_in_its_place_is_another_one()
    {
        var settings = Settings(Model("model.json"), Entry(0.9, VersionOf(Model("model.json"))));
        using var router = Routing(settings);
        router.Mini.Answers("18").Answers("18");
        await router.Ask(Hard);

        Model("model.json", weight: -9);
        settings.Reload();

        (await router.Ask(Hard)).GetRoute()!.Tier.Should().Be("mini", "its certificate is of the other, so the last good configuration stays in force");
        router.Logs.GetSnapshot().Should().ContainSingle(log => log.Message.Contains("contracts.work.calibration.0.model"));
    }

    [Fact]
    public async Task A_conversation_that_its_provider_holds_fails_closed_at_the_turn_that_is_too_hard()
    {
        using var router = Certified(Model("model.json"), threshold: 0.9);
        router.Nano.Answers(new ChatResponse(new ChatMessage(ChatRole.Assistant, "18")) { ConversationId = "thread-1" });
        var first = await router.Ask("one");

        var ask = () => router.Ask(Hard, new ChatOptions { ConversationId = first.ConversationId });

        (await ask.Should().ThrowAsync<RouteFailedClosedException>()).Which.Rule.Should().Be("pinnedConversation");
        (first.GetRoute()!.Tier, router.Calls).Should().Be(("nano", 1));
    }

    [Fact]
    public async Task A_higher_threshold_never_lets_the_cheap_tier_keep_more()
    {
        // Its scores lie everywhere between 0 and 1.
        var model = Model("gentle.json", weight: 0.3);
        await Gen.Select(Gen.Int[1, 20], Gen.Double[0, 1], Gen.Double[0, 1]).SampleAsync(
            async (words, one, other) => !await StaysCheap(model, words, Math.Max(one, other)) || await StaysCheap(model, words, Math.Min(one, other)),
            iter: 200);
    }

    [Theory]
    [InlineData(null, """{"score":"ease","threshold":null}""", "calibration.0.score", "goes by 'validity' now: calibrate it again")]
    [InlineData("model.json", """{"score":"validity","threshold":null}""", "calibration.0.score", "goes by 'ease' now: calibrate it again")]
    [InlineData("model.json", """{"score":"validity","threshold":null,"model":"x"}""", "calibration.0.model", "belongs to the score 'ease'")]
    [InlineData("model.json", """{"score":"ease","threshold":0.5,"n":400,"errors":10,"bound":0.042,"maxError":0.05,"confidence":0.95}""", "calibration.0.model", "is not the difficulty model in force")]
    public void What_cannot_be_a_certificate_is_refused_with_its_path(string? model, string entry, string path, string why)
    {
        using var router = Routing(Settings(model is null ? null : Model(model), entry));

        router.Invoking(it => it.Chat).Should().Throw<OptionsValidationException>().Which.Failures.Should().Contain(failure => failure.Contains($"contracts.work.{path}") && failure.Contains(why));
    }

    public void Dispose() => _files.Dispose();

    private static async Task<bool> StaysCheap(string model, int words, double threshold)
    {
        using var router = Certified(model, threshold);
        router.Nano.Answers("18");
        router.Mini.Answers("18");
        return (await router.Ask(string.Join(' ', Enumerable.Repeat("word", words)))).GetRoute()!.Tier == "nano";
    }

    private static Router Certified(string model, double threshold, Action<ContractBuilder>? contract = null) => Routing(Settings(model, Entry(threshold, VersionOf(model))), contract);

    private static Router Routing(IConfiguration settings, Action<ContractBuilder>? contract = null) => CalibrationSpecs.Calibrated(settings, contract);

    private static string Entry(double threshold, string model) => CalibrationSpecs.Entry("ease", threshold).Replace("}", $",\"model\":\"{model}\"}}", StringComparison.Ordinal);

    private static IConfigurationRoot Settings(string? model, string entry)
    {
        var settings = CalibrationSpecs.Settings(entry);
        if (model is not null)
            settings["TieredRouting:models:difficulty"] = model;
        return settings;
    }

    private static string VersionOf(string model) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(model)))[..16];

    private string Model(string name, double weight = 9) => _files.Model(name, weight);
}
