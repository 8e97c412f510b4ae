namespace TieredRouting.Evaluation.Tests;

/// <summary>An evaluation as a team has it among its own tests, through the public surface only.</summary>
public sealed class BuildSpecs : IDisposable
{
    private readonly Folder _folder = new();

    [Fact]
    public async Task A_test_of_a_build_holds_recorded_answers_to_its_gates()
    {
        var result = await new RoutingEvaluation(Given.Ladder).ReplayAsync(Recordings(wrong: 0));

        Gates().EnsureHold(result);
    }

    [Fact]
    public async Task A_build_that_got_worse_fails_and_says_by_how_much()
    {
        var before = (await new RoutingEvaluation(Given.Ladder).ReplayAsync(Recordings(wrong: 0))).Report;
        using (var main = _folder["main.json"].Create())
            before.Write(main);
        var worse = await new RoutingEvaluation(Given.Ladder).ReplayAsync(Recordings(wrong: 10));

        var ensure = () => Gates("""{"accuracy":{"atLeast":0.5},"byContract":{"accuracy":{"atLeast":0.95}},"baseline":{"report":"main.json","maxRegression":0.02}}""").EnsureHold(worse);

        ensure.Should().Throw<GatesFailedException>().WithMessage("2 of 3 gates do not hold:*- byContract.accuracy of 'text': is 0.9; wanted at least 0.95*- baseline: accuracy fell from 1 (main.json) to 0.9 (one-sided McNemar p = 0.001)*");
    }

    public void Dispose() => _folder.Dispose();

    private ReportGates Gates(string gates = """{"accuracy":{"atLeast":0.95},"policyViolations":{"atMost":0},"T2.approval":{"atLeast":1}}""") => ReportGates.Read(_folder.File("gates.json", gates));

    private FileInfo Recordings(int wrong) =>
        _folder.File("recordings.jsonl", [.. Enumerable.Range(0, 100).Select(i => Given.Recording($"{i}", "text", Given.Answer("yes", correct: i >= wrong)))]);
}
