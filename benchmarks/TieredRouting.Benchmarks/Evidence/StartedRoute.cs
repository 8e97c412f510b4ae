using System.Text.Json;
using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>What came of one recorded request that started on one tier, on whichever it ended.</summary>
internal sealed record StartedRoute(string Id, string Cohort, string Outcome, bool IsRight, IReadOnlyList<AuditAttempt> Attempts)
{
    public double Cost { get; } = (double)Attempts.Sum(attempt => attempt.Cost);

    /// <summary>Runs every recording of a file, with the contract starting on that tier.</summary>
    public static async Task<IReadOnlyList<StartedRoute>> RunAsync(FileInfo recordings, Action<TieredRoutingBuilder> declare)
    {
        var finished = new FileInfo(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl"));
        try
        {
            await new RoutingEvaluation(declare, new EvaluationOptions { Resume = finished }).ReplayAsync(recordings);
            return [.. File.ReadLines(finished.FullName).Skip(1).Select(line => Of(JsonElement.Parse(line))).OrderBy(route => route.Id, StringComparer.Ordinal)];
        }
        finally
        {
            finished.Delete();
        }
    }

    /// <summary>The line of an audit that it would be, and the one that says it was wrong.</summary>
    public IEnumerable<AuditEntry> Lines(string contract, string tier, string floor, string id, DateTimeOffset time)
    {
        yield return new AuditEntry { Version = 1, Id = id, Route = id, Time = time, Contract = contract, Cohort = Cohort, Class = "T0", Tier = tier, Floor = floor, Outcome = Outcome, Attempts = Attempts, Cost = Attempts.Sum(attempt => attempt.Cost) };
        if (!IsRight)
            yield return new AuditEntry { Version = 1, Event = AuditEvent.Feedback, Id = $"{id}-f", Route = id, Time = time, Details = new Dictionary<string, string?> { ["feedback"] = "thumbsDown" } };
    }

    private static StartedRoute Of(JsonElement result) => new(
        result.GetProperty("id").GetString()!,
        result.GetProperty("cohort").GetString()!,
        result.GetProperty("outcome").GetString()!,
        result.GetProperty("correct").GetBoolean(),
        [.. result.GetProperty("attempts").EnumerateArray().Select(attempt => new AuditAttempt { Tier = attempt.GetProperty("tier").GetString(), Kind = "answer", Cost = attempt.GetProperty("cost").GetDecimal() })]);
}
