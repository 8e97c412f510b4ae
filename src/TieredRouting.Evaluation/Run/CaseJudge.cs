using System.Collections.Concurrent;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>Runs single cases and holds them to what is expected of them. Safe to call from several threads at once.</summary>
internal sealed class CaseJudge(JsonLines lines, RoutingModel model, CaseAnswers? answers)
{
    private readonly SeenIds _seen = new();
    private readonly ConcurrentDictionary<int, IReadOnlyList<string>> _failed = [];

    /// <summary>What cases did not do, in the file's order.</summary>
    public IReadOnlyList<string> Failed => [.. _failed.OrderBy(failed => failed.Key).SelectMany(failed => failed.Value)];

    public async Task<RequestResult> JudgeAsync(EvaluatedRouter router, int number, string line, CancellationToken cancellationToken)
    {
        var asked = lines.Parse(number, line, EvaluationJsonContext.Default.CaseLine);
        var (messages, options) = RequestReading.Read(asked);
        _seen.Add(asked.Id!, number);
        model.Find(asked.Contract);
        var expected = Expectations.Of(asked, model);
        var answer = await router.AskAsync(messages, options, answers?.Find(messages, asked.Contract), cancellationToken);
        if (router.Missing is { } missing)
            throw new FormatException($"is answered by a recording that {missing}");
        if (expected.Failed(answer.Route) is { Count: > 0 } failed)
            _failed[number] = [.. failed.Select(failure => $"{asked.Id}: {failure}")];
        return ResultReading.Of(asked, answer) with { Correct = !_failed.ContainsKey(number) };
    }
}
