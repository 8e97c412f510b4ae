using System.Globalization;
using System.Text.Json;
using TieredRouting.Testing;

namespace TieredRouting.Benchmarks.Recordings;

/// <summary>
/// Prints what a run came to. Accuracy is correct ÷ requests; a silent failure is a wrong answer that was released without
/// having been escalated, its rate is over released; cost counts every attempt; an <c>always:</c> line calls that tier's endpoint
/// once for every request and believes whatever it says.
/// </summary>
internal static class RecordingsReport
{
    public static void Print(TextWriter output, string file, RecordingSet recordings, IReadOnlyList<RecordedVerdict> verdicts)
    {
        var released = verdicts.Count(verdict => verdict.Released);
        var silent = verdicts.Count(verdict => verdict.IsSilentFailure);
        Line(output, "recordings", $"{verdicts.Count} of {file}, contract {RecordedLadder.Contract}: {RecordedLadder.Small}, then {RecordedLadder.Large}");
        Line(output, "", $"{"",-14} {"correct",8} {"accuracy",9} {"cost",10} {"per success",12}");
        Spent(output, "routed", verdicts.Count, verdicts.Count(verdict => verdict.Correct), verdicts.Sum(verdict => verdict.Route.Cost));
        Always(output, recordings, RecordedLadder.SmallTier, RecordedLadder.Small, RecordedLadder.SmallPrice);
        Always(output, recordings, RecordedLadder.LargeTier, RecordedLadder.Large, RecordedLadder.LargePrice);
        Line(output, "outcomes", Counts(verdicts, verdict => Word(verdict.Route.Outcome)));
        Line(output, "released by", Counts(verdicts.Where(verdict => verdict.Released), verdict => verdict.Route.Attempts[^1].Endpoint));
        Line(output, "attempts", Counts(verdicts.SelectMany(verdict => verdict.Route.Attempts), attempt => attempt.Endpoint));
        Line(output, "escalations", $"{verdicts.Count(verdict => verdict.Route.Escalated)} of {verdicts.Count} requests");
        Line(output, "triggers", Counts(Rejected(verdicts), pair => $"{Word(pair.Trigger)} {pair.Endpoint}"));
        Line(output, "doubted", $"{Doubted(verdicts, RecordedLadder.Small)} right answers of {RecordedLadder.Small} and {Doubted(verdicts, RecordedLadder.Large)} of {RecordedLadder.Large} were rejected");
        Line(output, "silent", $"{silent} wrong of {released} released, {Share(silent, released)}");
    }

    private static IEnumerable<(Trigger Trigger, string Endpoint)> Rejected(IEnumerable<RecordedVerdict> verdicts) =>
        from verdict in verdicts
        from attempt in verdict.Route.Attempts
        from trigger in attempt.Verdict.Triggers
        select (trigger, attempt.Endpoint);

    /// <summary>Right answers that could not be accepted: what strictness costs.</summary>
    private static int Doubted(IEnumerable<RecordedVerdict> verdicts, string endpoint) => verdicts.Count(verdict =>
        verdict.Recording.Answers[endpoint][0].Correct
        && verdict.Route.Attempts.Any(attempt => attempt.Endpoint == endpoint && !attempt.Verdict.IsAccepted));

    private static void Always(TextWriter output, RecordingSet recordings, string tier, string endpoint, TierPrice price)
    {
        var answers = recordings.Recordings.Select(recording => recording.Answers[endpoint][0]).ToList();
        var cost = answers.Sum(answer => price.CostOf(new TokenUsage(answer.InputTokens, 0, answer.OutputTokens, 0)));
        Spent(output, $"always:{tier}", answers.Count, answers.Count(answer => answer.Correct), cost);
    }

    private static void Spent(TextWriter output, string name, int requests, int correct, decimal cost) =>
        Line(output, "", string.Create(CultureInfo.InvariantCulture, $"{name,-14} {correct,8} {Share(correct, requests),9} {cost,10:F4} {(correct > 0 ? (cost / correct).ToString("F6", CultureInfo.InvariantCulture) : "-"),12}"));

    private static string Counts<T>(IEnumerable<T> items, Func<T, string> nameOf) => string.Join(", ", items
        .GroupBy(nameOf, StringComparer.Ordinal)
        .OrderByDescending(group => group.Count())
        .Select(group => $"{group.Key} {group.Count()}"));

    /// <summary>As the audit and every format write it.</summary>
    private static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static string Share(int part, int whole) =>
        whole == 0 ? "-" : ((double)part / whole).ToString("P2", CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, string name, string text) => output.WriteLine($"{name,-11} {text}");
}
