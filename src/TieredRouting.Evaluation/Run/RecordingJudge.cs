using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>Replays single recordings. Safe to call from several threads at once.</summary>
/// <param name="lines">The file they are of.</param>
/// <param name="model">The configuration.</param>
/// <param name="isDone">Whether the request of an id was judged in an earlier run.</param>
internal sealed class RecordingJudge(JsonLines lines, RoutingModel model, Func<string, bool>? isDone = null)
{
    private readonly SeenIds _seen = new();

    /// <summary>What came of a recording, or <see langword="null"/> where an earlier run says so already.</summary>
    public async Task<RequestResult?> JudgeAsync(EvaluatedRouter router, int number, string line, CancellationToken cancellationToken)
    {
        var recording = Read(number, line);
        if (isDone?.Invoke(recording.Id!) == true)
            return null;
        var result = await AskAsync(router, recording, cancellationToken);
        return router.Missing is { } missing ? throw new FormatException(missing) : result with { Baselines = Baselines(recording) };
    }

    /// <summary>Scores a recording under its prompt.</summary>
    public async Task ScoreAsync(EvaluatedRouter router, int number, string line, PromptScores prompts, CancellationToken cancellationToken)
    {
        var recording = Read(number, line);
        var result = await AskAsync(router, recording, cancellationToken);
        prompts.Add(result, router.Missing);
    }

    private async Task<RequestResult> AskAsync(EvaluatedRouter router, RecordingLine recording, CancellationToken cancellationToken)
    {
        var request = recording.WithFacts();
        var (messages, options) = RequestReading.Read(request);
        return ResultReading.Of(request, await router.AskAsync(messages, options, recording, cancellationToken), model, recording.Refuse);
    }

    private RecordingLine Read(int number, string line)
    {
        var recording = RecordingLine.Read(lines, number, line, _seen);
        model.Find(recording.Contract);
        return recording;
    }

    private Dictionary<string, BaselineAnswer> Baselines(RecordingLine recording)
    {
        var baselines = new Dictionary<string, BaselineAnswer>();
        foreach (var tier in model.Ladder.Tiers)
        {
            if (tier.Endpoints.Count > 0 && recording.Answer(tier.Endpoints[0].Name, call: 0) is { } first)
                baselines.Add(tier.Name, new BaselineAnswer(first.Correct, tier.Endpoints[0].CostOf(new TokenUsage(first.InputTokens, 0, first.OutputTokens, 0))));
        }

        return baselines;
    }
}
