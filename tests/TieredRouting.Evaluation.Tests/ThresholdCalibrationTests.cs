using System.Security.Cryptography;
using TieredRouting.Contracts;

namespace TieredRouting.Evaluation.Tests;

public sealed class ThresholdCalibrationTests : IDisposable
{
    private const string Right = """{\"n\":1}""";

    // The more words, the harder.
    private const string Model = """{"format":"tiered-routing/difficulty","version":1,"small":"a","large":"b","recordings":9,"probability":{"slope":1,"offset":0},"features":{"words":{"mean":2,"deviation":1,"weight":3}}}""";

    private readonly Folder _folder = new();

    public ThresholdCalibrationTests() => _folder.File("model.json", Model);

    private string ModelVersion => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_folder["model.json"].FullName)))[..16];

    [Fact]
    public async Task A_contract_without_a_check_of_certainty_certifies_its_valid_answers()
    {
        var found = await Certify("number", Many(200, i => Number(i, Right, wrong: i % 50 == 0)));

        found.Tier.Should().Be("nano");
        var certified = found.Thresholds.Should().ContainSingle().Subject;
        (certified.Cohort, certified.Score, certified.Threshold, certified.N, certified.Errors).Should().Be((null, AcceptanceScore.Validity, 1, 200, 4));
    }

    [Fact]
    public async Task What_other_checks_refuse_is_neither_accepted_nor_wrong()
    {
        var found = await Certify("number", Many(200, i => Number(i, i % 2 == 0 ? "none" : Right, wrong: i % 2 == 0)));

        (found.Thresholds[0].N, found.Thresholds[0].Errors).Should().Be((100, 0));
    }

    [Fact]
    public async Task Each_cohort_is_certified_by_itself_and_a_small_one_is_left_to_escalate()
    {
        var found = await Certify("number", [.. Many(100, i => Number(i, Right)), Number(1_000, Right, cohort: "one")], new CalibrationOptions { ByCohort = true });

        found.Thresholds.Select(entry => (entry.Cohort, entry.Threshold, entry.N)).Should().Equal(("c", 1, 100), ("one", null, 1));
    }

    [Fact]
    public async Task A_cohort_of_which_nothing_is_accepted_is_there_too()
    {
        var found = await Certify("number", [Number(1, "none")], new CalibrationOptions { ByCohort = true });

        found.Thresholds.Should().Equal(new CertifiedThreshold("c", AcceptanceScore.Validity, Threshold: null, 0, 0, 1, 0.05, 0.95));
        found.Notes.Should().ContainSingle().Which.Should().Contain("no answer of 'nano'");
    }

    [Fact]
    public async Task The_confidence_that_a_model_states_is_the_score_and_an_unknown_one_counts_for_nothing()
    {
        string[] levels = ["high", "high", "high", "medium", "low"];
        var found = await Certify("sure", Many(1_000, i => Enveloped(i, levels[i % 5], wrong: i % 5 == 4 ? i % 2 == 0 : i % 100 == 0)).Append(Number(5_000, Right, contract: "sure")));

        var certified = found.Thresholds.Single();
        (certified.Score, certified.Threshold).Should().Be((AcceptanceScore.Confidence, 0.5));
        certified.N.Should().BeInRange(600, 680, "four fifths of the 800 that are sure enough");
    }

    [Fact]
    public async Task Agreement_of_the_passes_is_the_score_where_the_contract_compares()
    {
        var found = await Certify("twice", Many(200, i => Twice(i, "1", i % 4 == 0 ? "2" : "1")));

        var certified = found.Thresholds.Single();
        (certified.Score, certified.Threshold, certified.N).Should().Be((AcceptanceScore.Agreement, 1, 150));
    }

    [Fact]
    public async Task With_both_checks_the_passes_have_to_agree_and_the_less_sure_one_is_the_score()
    {
        var found = await Certify("both", Many(200, i => Both(i, "high", i % 2 == 0 ? "medium" : "high")));

        var certified = found.Thresholds.Single();
        (certified.Score, certified.Threshold).Should().Be((AcceptanceScore.Confidence, 0.5));
    }

    [Fact]
    public async Task Answers_of_higher_tiers_need_not_be_recorded_and_those_of_the_cheap_one_do()
    {
        (await Certify("number", [Number(1, "none"), Number(2, Right)])).Thresholds[0].N.Should().Be(1);

        var missing = await FluentActions.Awaiting(() => Certify("twice", [Number(1, Right, contract: "twice")])).Should().ThrowAsync<InputException>();
        missing.Which.Errors.Should().Equal("r.jsonl(1): has no answer of the endpoint 'nano-b'; recorded: nano-a");
    }

    [Fact]
    public async Task Requests_that_start_higher_count_for_nothing_and_are_noted()
    {
        var found = await Certify("number", [Number(1, Right), Number(2, Right, more: ",\"facts\":{\"userTier\":\"gold\"}")]);

        found.Thresholds[0].N.Should().Be(1);
        found.Notes.Should().ContainSingle().Which.Should().Be("1 of 2 requests start above 'nano', and count for nothing here");
    }

    [Fact]
    public async Task What_was_certified_before_neither_helps_nor_hinders()
    {
        var found = await Certify("number", Many(100, i => Number(i, Right)), more: routing => routing.Options.Contracts["number"].Calibration =
            [new CertifiedThreshold(Cohort: null, AcceptanceScore.Agreement, Threshold: null, 0, 0, 1, 0.05, 0.95)]);

        found.Thresholds[0].Threshold.Should().Be(1);
    }

    [Fact]
    public async Task A_group_counts_once_and_the_concurrency_changes_nothing()
    {
        var lines = Many(300, i => Number(i, Right, wrong: i % 60 == 0, more: $",\"group\":\"g{i % 100}\""));

        var found = await Certify("number", lines, new CalibrationOptions { Concurrency = 1 });

        found.Thresholds[0].N.Should().Be(100);
        (await Certify("number", lines, new CalibrationOptions { Concurrency = 4 })).Thresholds.Should().Equal(found.Thresholds);
    }

    [Fact]
    public async Task How_easy_a_model_takes_a_request_to_be_is_the_score_where_nothing_asks_of_the_answer()
    {
        // One word is easy and right, two are harder and nearly always right, three are wrong.
        var found = await Certify("learnt", Many(900, i => Worded(i, words: i % 3 + 1, wrong: i % 3 == 2 || i % 150 == 1)));

        var certified = found.Thresholds.Single();
        (certified.Score, certified.Model).Should().Be((AcceptanceScore.Ease, ModelVersion));
        certified.Threshold.Should().BeInRange(0.5, 0.99);
        certified.N.Should().BeInRange(440, 520, "four fifths of the 600 that have one word or two");
        certified.Bound.Should().BeLessThanOrEqualTo(0.05);
    }

    [Fact]
    public async Task Nothing_is_certified_where_the_easy_ones_are_no_better()
    {
        var found = await Certify("learnt", Many(600, i => Worded(i, words: i % 3 + 1, wrong: i % 5 == 0)));

        found.Thresholds.Single().Threshold.Should().BeNull();
    }

    [Theory]
    [InlineData(0, 0.95)]
    [InlineData(1, 0.95)]
    [InlineData(double.NaN, 0.95)]
    [InlineData(0.05, 1)]
    public void Shares_lie_between_none_and_all(double maxError, double confidence) =>
        FluentActions.Invoking(() => new ThresholdCalibration(Given.Ladder, new CalibrationOptions { MaxError = maxError, Confidence = confidence })).Should().Throw<ArgumentOutOfRangeException>();

    [Fact]
    public async Task An_audit_certifies_the_answers_that_people_have_judged()
    {
        var found = await CertifyAudit("sure", [
            .. Many(200, i => Record(i)), .. Many(150, i => Judged(i, i % 50 == 0 ? "thumbsDown" : "accepted")),
            Record(300, outcome: "heldForApproval"), Judged(300, "accepted"),
            Record(301, tier: "full"), Judged(301, "accepted"),
            Record(302, contract: "number"), Judged(302, "accepted"),
        ]);

        var certified = found.Thresholds.Single();
        (found.Tier, certified.Score, certified.Threshold, certified.N, certified.Errors).Should().Be(("nano", AcceptanceScore.Confidence, null, 150, 3));
        found.Notes.Should().ContainSingle().Which.Should().StartWith("nobody says of 50 of the 200 answers that 'nano' let out");
    }

    [Fact]
    public async Task Of_an_audit_the_first_word_that_tells_right_from_wrong_counts_and_nobody_is_overheard()
    {
        var found = await CertifyAudit("sure", [
            .. Many(100, i => Record(i)),
            .. Many(100, i => Judged(i, "business")),
            .. Many(100, i => Judged(i, "reAsked", ",\"detected\":\"true\"")),
            .. Many(100, i => Judged(i, "corrected", i == 0 ? ",\"editDistance\":\"0.25\"" : ",\"editDistance\":\"0\"")),
            .. Many(100, i => Judged(i, "thumbsDown")),
        ]);

        (found.Thresholds.Single().N, found.Thresholds.Single().Errors).Should().Be((100, 1));
        found.Notes.Should().BeEmpty();
    }

    [Fact]
    public async Task Of_an_audit_each_cohort_gets_its_own_and_confidence_orders_the_thresholds()
    {
        var found = await CertifyAudit(
            "sure",
            [.. Many(600, i => Record(i, confidence: i % 2 == 0 ? "high" : "medium")), .. Many(600, i => Judged(i, i % 4 == 1 ? "thumbsDown" : "thumbsUp")), Record(700, cohort: "rare")],
            new CalibrationOptions { ByCohort = true });

        found.Thresholds.Select(entry => (entry.Cohort, entry.Threshold)).Should().Equal(("c", 1), ("rare", null));
    }

    [Fact]
    public async Task Of_a_tool_loop_the_least_sure_call_counts_and_a_higher_tiers_last_word_is_not_the_cheap_tiers()
    {
        var found = await CertifyAudit("sure", [
            .. Many(300, i => Record(i, confidence: i < 150 ? "low" : "high")),
            .. Many(300, i => Step(i, confidence: "high")),
            .. Many(100, i => Record(300 + i)), .. Many(100, i => Step(300 + i, tier: "full")),
            .. Many(400, i => Judged(i, i < 150 || i >= 300 ? "thumbsDown" : "accepted")),
        ]);

        (found.Thresholds.Single().Threshold, found.Thresholds.Single().Errors).Should().Be((1, 0));
    }

    [Fact]
    public async Task A_step_says_nothing_of_its_confidence_and_leaves_the_answer_its_own()
    {
        var found = await CertifyAudit("sure", [
            .. Many(100, i => Record(i, confidence: null)), .. Many(100, i => Step(i)),
            .. Many(100, i => Record(100 + i, confidence: "low")), .. Many(100, i => Record(100 + i, confidence: null, call: "t")), .. Many(100, i => Step(100 + i)),
            .. Many(100, i => Record(200 + i)), .. Many(100, i => Step(200 + i, confidence: null)),
            .. Many(300, i => Judged(i, i < 100 ? "accepted" : "thumbsDown")),
        ]);

        var certified = found.Thresholds.Single();
        (certified.Threshold, certified.Errors).Should().Be((1, 0), "an answer of which nobody says how sure it is reaches no threshold, and a step before it that was unsure counts");
    }

    [Fact]
    public async Task A_step_of_which_it_is_not_known_how_easy_it_was_leaves_the_loop_without_a_score()
    {
        var found = await CertifyAudit("learnt", [
            .. Many(100, i => Measured(i, ModelVersion, "0.25")), .. Many(100, i => Judged(i, "accepted")),
            .. Many(50, i => Measured(200 + i, ModelVersion, "null")), .. Many(50, i => Measured(200 + i, ModelVersion, "0.25", call: "s")), .. Many(50, i => Judged(200 + i, "thumbsDown")),
        ]);

        var certified = found.Thresholds.Single();
        (certified.Threshold, certified.N, certified.Errors).Should().Be((0.75, 100, 0));
    }

    [Fact]
    public async Task A_call_that_let_nothing_out_leaves_the_next_one_its_score()
    {
        var sure = await CertifyAudit("sure", [.. Many(100, i => Record(i, outcome: "cancelled")), .. Many(100, i => Step(i)), .. Many(100, i => Judged(i, "accepted"))]);
        var learnt = await CertifyAudit("learnt", [
            .. Many(100, i => Measured(i, ModelVersion, "null").Replace("released", "cancelled", StringComparison.Ordinal)), .. Many(100, i => Measured(i, ModelVersion, "0.25", call: "s")), .. Many(100, i => Judged(i, "accepted"))]);

        (sure.Thresholds.Single().Threshold, learnt.Thresholds.Single().Threshold).Should().Be((1, 0.75));
    }

    [Fact]
    public async Task Of_an_audit_feedback_counts_also_where_it_stands_before_the_record()
    {
        var found = await CertifyAudit("sure", [.. Many(100, i => Judged(i, i == 0 ? "thumbsDown" : "accepted")), .. Many(100, i => Record(i)), Judged(0, "thumbsUp"), Judged(700, "thumbsDown")]);

        (found.Thresholds.Single().N, found.Thresholds.Single().Errors).Should().Be((100, 1));
    }

    [Fact]
    public async Task Of_an_audit_only_what_the_model_in_force_measured_counts()
    {
        var found = await CertifyAudit("learnt", [
            .. Many(100, i => Measured(i, ModelVersion, "0.25")), .. Many(100, i => Judged(i, "accepted")),
            .. Many(50, i => Measured(200 + i, "another", "0.25")), .. Many(50, i => Judged(200 + i, "thumbsDown")),
            Measured(300, ModelVersion, "null"), Judged(300, "thumbsDown"),
        ]);

        var certified = found.Thresholds.Single();
        (certified.Score, certified.Model, certified.Threshold, certified.N, certified.Errors).Should().Be((AcceptanceScore.Ease, ModelVersion, 0.75, 100, 0));
        found.Notes.Should().Contain("in 50 records the difficulty was measured by another model than the one in force, or by none; they count for nothing");
    }

    [Fact]
    public async Task A_recorded_difficulty_is_the_number_that_it_was_when_it_was_measured()
    {
        var found = await CertifyAudit("learnt", [.. Many(100, i => Measured(i, ModelVersion, "0.14089149999999998")), .. Many(100, i => Judged(i, "accepted"))]);

        found.Thresholds.Single().Threshold.Should().Be(ContractCalibration.EaseOf(Signal.Of(SignalNames.Difficulty, 0.14089149999999998).Number()));
    }

    [Fact]
    public async Task An_audit_with_a_line_that_cannot_be_used_certifies_nothing()
    {
        var certify = () => CertifyAudit("sure", [Record(1), Record(2).Replace("\"attempts\":[", "\"attempts\":7,\"x\":[", StringComparison.Ordinal), Record(1)]);

        (await certify.Should().ThrowAsync<InputException>()).Which.Errors.Should().Equal("a.jsonl(2): is no audit record ($.attempts)", "a.jsonl(3): repeats the id of an earlier record (id)");
    }

    [Fact]
    public async Task An_attempt_that_is_none_is_no_record()
    {
        var certify = () => CertifyAudit("sure", [Record(1).Replace("\"attempts\":[", "\"attempts\":[null,", StringComparison.Ordinal)]);

        (await certify.Should().ThrowAsync<InputException>()).Which.Errors.Should().Equal("a.jsonl(1): is no audit record ($.attempts)");
    }

    [Theory]
    [InlineData("nobody", "the contract 'nobody' is not declared; known: both, learnt, number, sure, twice")]
    [InlineData("number", "a.jsonl: holds no request of the contract 'number'")]
    public async Task An_audit_without_the_contract_is_named(string contract, string error)
    {
        var certify = () => CertifyAudit(contract, [Record(1)]);

        (await certify.Should().ThrowAsync<InputException>()).Which.Errors.Should().Equal(error);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CalibrationResult> CertifyAudit(string contract, IEnumerable<string> lines, CalibrationOptions? options = null) =>
        new ThresholdCalibration(Declare, options).CertifyAuditAsync(contract, _folder.File("a.jsonl", [.. lines]), TestContext.Current.CancellationToken);

    private static string Record(int id, string? confidence = "high", string tier = "nano", string outcome = "released", string cohort = "c", string contract = "sure", string call = "r") =>
        $$$"""{"v":1,"id":"{{{call}}}{{{id}}}","route":"r{{{id}}}","time":"2026-03-01T09:30:00+00:00","contract":"{{{contract}}}","config":"x","cohort":"{{{cohort}}}","tier":"nano","attempts":[{"kind":"answer","tier":"{{{tier}}}","endpoint":"e","verdict":"accepted","confidence":{{{(confidence is null ? "null" : $"\"{confidence}\"")}}}}],"outcome":"{{{outcome}}}"}""";

    private static string Step(int id, string? confidence = "high", string tier = "nano") => Record(id, confidence, tier, call: "s");

    private static string Judged(int id, string feedback, string more = "") =>
        $$$"""{"v":1,"event":"feedback","id":"f{{{feedback}}}{{{id}}}","route":"r{{{id}}}","time":"2026-03-01T09:31:00+00:00","details":{"feedback":"{{{feedback}}}"{{{more}}}}}""";

    private static string Measured(int id, string model, string difficulty, string call = "r") => Record(id, contract: "learnt", call: call)
        .Replace("\"config\":\"x\"", $$$"""
            "config":"x","difficultyModel":"{{{model}}}","signals":{"difficulty":{"value":{{{difficulty}}},"available":true,"evidence":[]}}
            """, StringComparison.Ordinal);

    private Task<CalibrationResult> Certify(string contract, IEnumerable<string> lines, CalibrationOptions? options = null, Action<TieredRoutingBuilder>? more = null) => new ThresholdCalibration(
        routing =>
        {
            Declare(routing);
            more?.Invoke(routing);
        },
        options).CertifyAsync(contract, _folder.File("r.jsonl", [.. lines]), TestContext.Current.CancellationToken);

    private void Declare(TieredRoutingBuilder routing)
    {
        const string Schema = """{ "type": "object", "properties": { "n": { "type": "integer" } }, "required": [ "n" ] }""";
        routing
            .AddTier("nano", tier => tier
                .AddEndpoint("nano-a", endpoint => endpoint.UseModel("a").PricedAt(1m, 1m))
                .AddEndpoint("nano-b", endpoint => endpoint.UseModel("b").PricedAt(1m, 1m)))
            .AddTier("full", tier => tier.AddEndpoint("full-a", endpoint => endpoint.UseModel("f").PricedAt(10m, 10m)))
            .AddContract("number", contract => contract.ForIntent(TaskIntent.Extract).WithSchema(Schema)
                .AddRule("gold", context => context.Signals[SignalNames.UserTier] is { IsAvailable: true } ? new Requirement("the user is known") { MinimumTier = "full" } : null))
            .AddContract("sure", contract => contract.ForIntent(TaskIntent.Extract).WithSchema(Schema).AskConfidence(escalateBelow: ConfidenceLevel.High))
            .AddContract("learnt", contract => contract.ForIntent(TaskIntent.Classify).UseDifficultyModel(_folder["model.json"].FullName))
            .AddContract("twice", contract => contract.ForIntent(TaskIntent.Classify).CheckDisagreement())
            .AddContract("both", contract => contract.ForIntent(TaskIntent.Extract).WithSchema(Schema).AskConfidence().CheckDisagreement());
    }

    private static IEnumerable<string> Many(int count, Func<int, string> line) => Enumerable.Range(0, count).Select(line);

    private static string Number(int id, string text, bool wrong = false, string cohort = "c", string contract = "number", string more = "") =>
        Line(id, contract, cohort, more, $$""" "nano-a":[{{Answer(text, wrong)}}] """);

    private static string Worded(int id, int words, bool wrong = false) =>
        Number(id, "x", wrong, contract: "learnt").Replace("\"text\":\"?\"", $"\"text\":\"{string.Join(' ', Enumerable.Repeat("word", words))}\"", StringComparison.Ordinal);

    private static string Enveloped(int id, string level, bool wrong) => Number(id, Envelope(level), wrong, contract: "sure");

    private static string Twice(int id, string first, string second) => Line(id, "twice", "c", "", $$""" "nano-a":[{{Answer(first, false)}}],"nano-b":[{{Answer(second, false)}}] """);

    private static string Both(int id, string first, string second) => Line(id, "both", "c", "", $$""" "nano-a":[{{Answer(Envelope(first), false)}}],"nano-b":[{{Answer(Envelope(second), false)}}] """);

    private static string Envelope(string level) => $$"""{\"answer\":{\"n\":1},\"confidence\":\"{{level}}\",\"reason\":\"so\"}""";

    private static string Answer(string text, bool wrong) => $$"""{"text":"{{text}}","correct":{{(wrong ? "false" : "true")}},"inputTokens":10,"outputTokens":10}""";

    private static string Line(int id, string contract, string cohort, string more, string answers) =>
        $$"""{"id":"{{id}}","contract":"{{contract}}","cohort":"{{cohort}}","text":"?"{{more}},"answers":{ {{answers}} } }""";
}
