using System.Text.Json;

namespace TieredRouting.Evaluation.Tests;

public sealed class DifficultyTrainingTests : IDisposable
{
    private readonly Folder _folder = new();

    [Fact]
    public async Task An_audit_teaches_where_the_small_endpoint_fails_and_the_large_one_does_not()
    {
        var trained = await Train([.. Many(60, Easy), .. Many(60, i => Hard(100 + i))]);

        trained.Difficulty(HardText(7)).Should().BeGreaterThan(trained.Difficulty(EasyText(7)) + 0.5);
        (trained.Recordings, trained.LeftOut).Should().Be((120, 0));
        trained.Notes.Should().Equal("120 requests teach little; 200 or more do better");
    }

    [Fact]
    public async Task An_audit_and_recordings_that_say_the_same_make_the_same_model()
    {
        var recordings = _folder.File("r.jsonl", [.. Many(60, i => Recording(i, EasyText(i), small: true)), .. Many(60, i => Recording(100 + i, HardText(100 + i), small: false))]);

        var audited = await Train([.. Many(60, Easy), .. Many(60, i => Hard(100 + i))]);

        Bytes(audited).Should().Equal(Bytes(new DifficultyTraining("nano-a", "full-a").Train(recordings, TestContext.Current.CancellationToken)));
    }

    [Theory]
    [InlineData("schemaFailure")]
    [InlineData("gateFailure")]
    [InlineData("refusal")]
    [InlineData("truncated")]
    public async Task What_is_refused_for_what_it_is_is_a_failure(string trigger) =>
        (await Train([.. Many(40, Easy), .. Many(40, i => Hard(100 + i, trigger))])).Recordings.Should().Be(80);

    [Theory]
    [InlineData("lowConfidence")]
    [InlineData("disagreement")]
    [InlineData("timeout")]
    [InlineData("stalled")]
    [InlineData("providerError")]
    public async Task What_was_unsure_late_or_down_teaches_nothing(string trigger)
    {
        var trained = await Train([.. Many(40, Easy), .. Many(40, i => Hard(100 + i)), .. Many(10, i => Hard(200 + i, trigger))]);

        (trained.Recordings, trained.LeftOut).Should().Be((80, 10));
        trained.Notes.Should().Contain("10 requests are left out: nobody says whether 'nano-a' is right there, or 'full-a' where it is not");
    }

    [Fact]
    public async Task Where_a_wrong_answer_went_out_the_large_endpoint_counts_as_right_as_often_as_where_both_were_asked()
    {
        var trained = await Train([
            .. Many(40, Easy), .. Many(30, i => Hard(100 + i)), .. Many(10, i => Hard(200 + i, feedback: "thumbsDown")),
            .. Many(20, i => Lines(300 + i, HardText(300 + i), Attempt("nano-a"), "rolledBack")),
        ]);

        trained.Recordings.Should().Be(100);
        trained.Notes.Should().Contain("at 20 requests 'nano-a' was wrong and 'full-a' was not asked; it counts as right at 0.75 of each, its share where both were asked");
    }

    [Fact]
    public async Task What_both_were_refused_at_is_no_reason_to_ask_the_large_one()
    {
        var both = string.Join(',', Attempt("nano-a", "schemaFailure"), Attempt("full-a", "schemaFailure"));

        var trained = await Train([.. Many(40, Easy), .. Many(40, i => Hard(100 + i)), .. Many(40, i => Lines(200 + i, BothText(i), both, feedback: null, outcome: "failedClosed"))]);

        trained.Recordings.Should().Be(120);
        trained.Difficulty(BothText(50)).Should().BeLessThan(trained.Difficulty(HardText(50)) - 0.3);
    }

    [Fact]
    public async Task Where_nobody_judged_the_large_endpoints_answer_nothing_is_known_of_it()
    {
        var trained = await Train([
            .. Many(40, Easy), .. Many(30, i => Hard(100 + i)),
            .. Many(10, i => Lines(200 + i, HardText(200 + i), $"{Attempt("nano-a", "schemaFailure")},{Attempt("full-a")}", feedback: null)),
            .. Many(5, i => Lines(300 + i, HardText(300 + i), $"{Attempt("nano-a", "schemaFailure")},{Attempt("full-a", "timeout")}", feedback: null, outcome: "failedClosed")),
        ]);

        (trained.Recordings, trained.LeftOut).Should().Be((70, 15));
        trained.Notes.Should().Contain("15 requests are left out: nobody says whether 'nano-a' is right there, or 'full-a' where it is not").And.NotContain(note => note.Contains("was not asked"));
    }

    [Fact]
    public async Task What_a_person_is_to_decide_about_did_not_go_out()
    {
        var held = Many(10, i => Lines(200 + i, EasyText(200 + i), Attempt("nano-a"), "accepted", outcome: "heldForApproval"));

        (await Train([.. Many(40, Easy), .. Many(40, i => Hard(100 + i)), .. held])).LeftOut.Should().Be(10);
    }

    [Fact]
    public async Task Feedback_counts_also_where_it_stands_before_the_record()
    {
        var lines = (string[])[.. Many(40, Easy), .. Many(40, i => Hard(100 + i))];

        var turned = await Train([.. lines.Select(line => string.Join('\n', line.Split('\n').Reverse()))]);

        Bytes(turned).Should().Equal(Bytes(await Train(lines)));
    }

    [Fact]
    public async Task Requests_of_other_contracts_are_passed_over_where_one_is_named()
    {
        var lines = (string[])[.. Many(40, Easy), .. Many(40, i => Hard(100 + i))];
        var others = Many(10, i => Easy(200 + i).Replace("\"faq\"", "\"other\"", StringComparison.Ordinal));
        var training = new DifficultyTraining("nano-a", "full-a") { Contract = "FAQ" };

        var trained = await training.TrainAuditAsync(_folder.File("a.jsonl", [.. lines, .. others]), TestContext.Current.CancellationToken);

        (trained.Recordings, trained.LeftOut).Should().Be((80, 0));
        Bytes(trained).Should().Equal(Bytes(await Train(lines)));
    }

    [Fact]
    public async Task A_contract_of_which_there_is_nothing_is_named()
    {
        var training = new DifficultyTraining("nano-a", "full-a") { Contract = "other" };
        var audit = () => training.TrainAuditAsync(_folder.File("a.jsonl", Easy(1)), TestContext.Current.CancellationToken);
        var recordings = () => training.Train(_folder.File("r.jsonl", Recording(1, "x", small: true)), TestContext.Current.CancellationToken);

        (await audit.Should().ThrowAsync<InputException>()).Which.Errors.Should().Equal("a.jsonl: teaches nothing: it holds no request of the contract 'other'");
        recordings.Should().Throw<InputException>().Which.Errors.Should().Equal("r.jsonl: teaches nothing: it holds no request of the contract 'other'");
    }

    [Theory]
    [InlineData("default", 40)]
    [InlineData("faq", 20)]
    public void Recordings_of_other_contracts_are_passed_over_where_one_is_named(string contract, int expected)
    {
        var recordings = _folder.File("r.jsonl", [
            .. Many(40, i => Recording(i, i % 2 == 0 ? EasyText(i) : HardText(i), small: i % 2 == 0)),
            .. Many(20, i => Recording(100 + i, i % 2 == 0 ? EasyText(i) : HardText(i), small: i % 2 == 0).Replace("{\"id\"", "{\"contract\":\"faq\",\"id\"", StringComparison.Ordinal)),
        ]);

        var trained = new DifficultyTraining("nano-a", "full-a") { Contract = contract }.Train(recordings, TestContext.Current.CancellationToken);

        (trained.Recordings, trained.LeftOut).Should().Be((expected, 0));
    }

    [Fact]
    public async Task A_question_that_comes_again_is_not_held_back_from_itself()
    {
        // Whether it is hard cannot be told from its one word, but from having seen it.
        static string Text(int question) => $"zq{question * 7919}x{question * 104729}";
        static bool IsHard(int question) => SeenIds.HashOf(Text(question)) % 2 == 0;
        var audit = Many(400, i => Lines(i, Text(i % 80), IsHard(i % 80) ? $"{Attempt("nano-a", "refusal")},{Attempt("full-a")}" : Attempt("nano-a"), "accepted"));
        var recordings = _folder.File("r.jsonl", [.. Many(400, i => Recording(i, Text(i % 80), small: !IsHard(i % 80)))]);
        var grouped = _folder.File("g.jsonl", [.. Many(400, i => Recording(i, $"{Text(i % 80)}{new string(' ', i / 80)}", small: !IsHard(i % 80)).Replace("{\"id\"", $"{{\"group\":\"{i % 80}\",\"id\"", StringComparison.Ordinal))]);

        (await Train([.. audit])).Routing!.Apgr.Should().BeLessThan(0.7);
        new DifficultyTraining("nano-a", "full-a").Train(recordings, TestContext.Current.CancellationToken).Routing!.Apgr.Should().BeLessThan(0.7);
        new DifficultyTraining("nano-a", "full-a").Train(grouped, TestContext.Current.CancellationToken).Routing!.Apgr.Should().BeLessThan(0.7);
    }

    [Fact]
    public async Task It_says_how_far_it_is()
    {
        var training = new DifficultyTraining("nano-a", "full-a");
        training.Progress.Should().Be(0);

        await training.TrainAuditAsync(_folder.File("a.jsonl", [.. Many(40, Easy), .. Many(40, i => Hard(100 + i))]), TestContext.Current.CancellationToken);
        training.Progress.Should().BeGreaterThan(0.9).And.BeLessThanOrEqualTo(1);

        await FluentActions.Awaiting(() => training.TrainAuditAsync(_folder["none.jsonl"])).Should().ThrowAsync<InputException>();
        training.Progress.Should().Be(0);
    }

    [Fact]
    public async Task A_route_is_one_request_with_the_text_of_its_first_call_and_the_answer_of_its_last()
    {
        var loops = Many(40, i => $"{Record(100 + i, HardText(100 + i), Attempt("nano-a", "schemaFailure"))}\n{Record(100 + i, EasyText(100 + i), Attempt("full-a"), step: 2)}\n{Judged(100 + i, "accepted")}");

        var trained = await Train([.. Many(40, Easy), .. loops]);

        trained.Recordings.Should().Be(80);
        trained.Difficulty(HardText(7)).Should().BeGreaterThan(trained.Difficulty(EasyText(7)) + 0.5);
    }

    [Fact]
    public async Task Instructions_teach_nothing()
    {
        var lines = (string[])[.. Many(60, Easy), .. Many(60, i => Hard(100 + i))];

        var instructed = await Train([.. lines.Select(line => line.Replace("\"messages\":[", $$$"""
            "messages":[{"role":"instructions","text":"{{{HardText(3)}}}"},
            """, StringComparison.Ordinal))]);

        Bytes(instructed).Should().Equal(Bytes(await Train(lines)));
    }

    [Fact]
    public async Task Records_without_text_are_left_out_and_counted()
    {
        var trained = await Train([.. Many(40, Easy), .. Many(40, i => Hard(100 + i)), .. Many(5, i => Untold(200 + i))]);

        (trained.Recordings, trained.LeftOut).Should().Be((80, 5));
        trained.Notes.Should().Contain("5 requests are left out: their records hold no text");
    }

    [Fact]
    public async Task An_audit_that_teaches_nothing_says_why()
    {
        await Refused([], "a.jsonl: teaches nothing: it holds no record of a request");
        await Refused([Judged(1, "accepted")], "a.jsonl: teaches nothing: it holds no record of a request");
        await Refused([.. Many(5, Untold)], "a.jsonl: teaches nothing: no record holds what was asked: a contract keeps it with 'captureContent'");
        await Refused([.. Many(5, i => Lines(i, "x", Attempt("other"), "accepted"))], "a.jsonl: teaches nothing: of no request is it known whether 'nano-a' is right, or else 'full-a'; endpoints there: other");
        await Refused([.. Many(5, Easy)], "a.jsonl: teaches nothing: it shows no request at which 'nano-a' fails and 'full-a' succeeds");
        await Refused([.. Many(5, i => Lines(i, "x", Attempt("nano-a"), "thumbsDown"))], "a.jsonl: teaches nothing: of no request is it known whether 'nano-a' is right, or else 'full-a'; endpoints there: nano-a");
    }

    [Fact]
    public async Task An_audit_with_lines_that_cannot_be_used_teaches_nothing_and_names_them() => await Refused(
        [Easy(1), "{}", Hard(2).Replace("\"attempts\":[", "\"attempts\":7,\"x\":[", StringComparison.Ordinal), Easy(1)],
        "a.jsonl(3): it states no version ('v')",
        "a.jsonl(4): is no audit record ($.attempts)",
        "a.jsonl(6): repeats the id of an earlier record (id)");

    [Theory]
    [InlineData("\"attempts\":[", "\"attempts\":[null,", "$.attempts")]
    [InlineData("\"route\":\"1\",\"time\"", "\"time\"", "$.route")]
    [InlineData("\"id\":\"1-1\"", "\"id\":\"\"", "$.id")]
    [InlineData("\"verdict\":\"accepted\"", "\"verdict\":[null]", "$.attempts[0].verdict")]
    [InlineData("\"text\":\"Say", "\"text\":\"\\ud800", "content.messages.text")]
    public async Task A_record_that_no_router_writes_is_named_by_its_property(string written, string broken, string property)
    {
        Easy(1).Should().Contain(written);

        await Refused([Easy(1).Replace(written, broken, StringComparison.Ordinal)], $"a.jsonl(1): is no audit record ({property})");
    }

    [Fact]
    public async Task A_packed_audit_that_was_cut_off_teaches_nothing()
    {
        var audit = _folder.Packed("a.jsonl.gz", [.. Many(400, Easy), .. Many(400, i => Hard(1_000 + i))]);
        using (var file = audit.OpenWrite())
            file.SetLength(file.Length / 2);

        var train = () => new DifficultyTraining("nano-a", "full-a").TrainAuditAsync(audit, TestContext.Current.CancellationToken);

        (await train.Should().ThrowAsync<InputException>()).Which.Errors.Should().ContainSingle().Which.Should().Match("a.jsonl.gz(*): *");
    }

    [Fact]
    public async Task Nothing_is_learnt_from_an_audit_whose_last_line_is_cut_off()
    {
        var lines = (string[])[.. Many(40, Easy), .. Many(40, i => Hard(100 + i))];
        var audit = _folder.File("a.jsonl", lines);
        await File.AppendAllTextAsync(audit.FullName, Easy(200)[..70], TestContext.Current.CancellationToken);
        var train = () => new DifficultyTraining("nano-a", "full-a").TrainAuditAsync(audit, TestContext.Current.CancellationToken);

        (await train.Should().ThrowAsync<InputException>()).Which.Errors.Should().Equal("a.jsonl(161): is cut off: the line has no end");
    }

    [Theory]
    [InlineData("""{"messages":[null]}""")]
    [InlineData("""{"messages":[]}""")]
    [InlineData("""{}""")]
    [InlineData("null")]
    public async Task Content_without_text_is_none(string content)
    {
        var empty = Easy(200).Replace("\"content\":", $"\"content\":{content},\"x\":", StringComparison.Ordinal);

        (await Train([.. Many(40, Easy), .. Many(40, i => Hard(100 + i)), empty])).LeftOut.Should().Be(1);
    }

    [Fact]
    public async Task There_is_a_file() => await FluentActions.Awaiting(() => new DifficultyTraining("nano-a", "full-a").TrainAuditAsync(_folder["none.jsonl"])).Should().ThrowAsync<InputException>();

    public void Dispose() => _folder.Dispose();

    private Task<TrainedDifficulty> Train(IReadOnlyList<string> lines) =>
        new DifficultyTraining("nano-a", "full-a").TrainAuditAsync(_folder.File("a.jsonl", lines), TestContext.Current.CancellationToken);

    private async Task Refused(IReadOnlyList<string> lines, params string[] errors) =>
        (await FluentActions.Awaiting(() => Train(lines)).Should().ThrowAsync<InputException>()).Which.Errors.Should().Equal(errors);

    private static byte[] Bytes(TrainedDifficulty trained)
    {
        using var stream = new MemoryStream();
        trained.Write(stream);
        return stream.ToArray();
    }

    private static IEnumerable<string> Many(int count, Func<int, string> line) => Enumerable.Range(0, count).Select(line);

    private static string EasyText(int number) => $"Say hello to friend number {number}";

    private static string HardText(int number) => $"If each of {number + 7} bags holds {number + 3} more apples than {number} boxes, how many apples are left after {number + 11} are sold in {number % 5} days?";

    private static string BothText(int number) => $"Translate stanza {number} of this forgotten Sumerian hymn";

    /// <summary>The small endpoint was right.</summary>
    private static string Easy(int id) => Lines(id, EasyText(id), Attempt("nano-a"), "accepted");

    /// <summary>The small endpoint's answer was refused, and somebody judged the large one's.</summary>
    private static string Hard(int id, string trigger = "schemaFailure", string feedback = "accepted") => Lines(id, HardText(id), $"{Attempt("nano-a", trigger)},{Attempt("full-a")}", feedback);

    private static string Untold(int id) => Easy(id).Replace("\"content\":", "\"x\":", StringComparison.Ordinal);

    private static string Lines(int id, string text, string attempts, string? feedback, string outcome = "released") =>
        Record(id, text, attempts, outcome: outcome) + (feedback is null ? string.Empty : $"\n{Judged(id, feedback)}");

    private static string Record(int id, string text, string attempts, int step = 1, string outcome = "released") =>
        $$$"""{"v":1,"id":"{{{id}}}-{{{step}}}","route":"{{{id}}}","time":"2026-03-01T09:30:00+00:00","contract":"faq","attempts":[{{{attempts}}}],"outcome":"{{{outcome}}}","content":{"messages":[{"role":"user","text":"{{{text}}}"}],"answer":"so"}}""";

    private static string Attempt(string endpoint, string? trigger = null) =>
        $$"""{"kind":"answer","tier":"t","endpoint":"{{endpoint}}","verdict":{{(trigger is null ? "\"accepted\"" : $"[\"{trigger}\"]")}}}""";

    private static string Judged(int id, string feedback) =>
        $$$"""{"v":1,"event":"feedback","id":"f{{{id}}}","route":"{{{id}}}","time":"2026-03-01T09:31:00+00:00","details":{"feedback":"{{{feedback}}}"}}""";

    private static string Recording(int id, string text, bool small) => JsonSerializer.Serialize(new
    {
        id = $"{id}",
        text,
        answers = new Dictionary<string, object[]> { ["nano-a"] = [new { text = "", correct = small }], ["full-a"] = [new { text = "", correct = true }] },
    });
}
