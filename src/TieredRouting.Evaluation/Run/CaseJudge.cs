using System.Collections.Concurrent;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>Runs single cases and holds them to what is expected of them. Safe to call from several threads at once.</summary>
internal sealed class CaseJudge(JsonLines lines, RoutingModel model, CaseAnswers? answers)
{
    private const int MostUnread = 20;

    private readonly SeenIds _seen = new();
    private readonly ConcurrentDictionary<int, IReadOnlyList<string>> _failed = [];
    private readonly ConcurrentDictionary<string, bool> _unread = new(StringComparer.Ordinal);

    /// <summary>What cases did not do, in the file's order.</summary>
    public IReadOnlyList<string> Failed => [.. _failed.OrderBy(failed => failed.Key).SelectMany(failed => failed.Value)];

    /// <summary>Names in cases that nobody reads: a misspelt expectation would always hold.</summary>
    public IReadOnlyList<string> Unread => [.. _unread.Keys.Order(StringComparer.Ordinal).Take(MostUnread)];

    public async Task<RequestResult> JudgeAsync(EvaluatedRouter router, int number, string line, CancellationToken cancellationToken)
    {
        var asked = lines.Parse(number, line, EvaluationJsonContext.Default.CaseLine);
        foreach (var name in asked.Unread)
            _unread.TryAdd(name, true);
        var (messages, options) = RequestReading.Read(asked);
        _seen.Add(asked.Id!, number);
        model.Find(asked.Contract);
        var expected = Expectations.Of(asked, model);
        var answer = await router.AskAsync(messages, options, answers?.Find(messages, asked.Contract), cancellationToken);
        if (router.Missing is { } missing)
            throw new FormatException($"is answered by a recording that {missing}");
        if (expected.Failed(answer.Route) is { Count: > 0 } failed)
            _failed[number] = [.. failed.Select(failure => $"{asked.Id}: {failure}")];
        return ResultReading.Of(asked, answer, model, asked.Expect?.Refused) with { Correct = !_failed.ContainsKey(number) };
    }
}
