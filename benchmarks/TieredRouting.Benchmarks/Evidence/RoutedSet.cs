using System.Text.Json;
using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>One set of recordings under one way of routing it.</summary>
/// <param name="Name">What the page calls it.</param>
/// <param name="File">The recordings, below the data's folder.</param>
/// <param name="Declare">The ladder, cheapest first, and the contract.</param>
internal sealed record RoutedSet(string Name, string File, Action<TieredRoutingBuilder> Declare)
{
    public async Task<IReadOnlyList<RequestOutcome>> RunAsync(string data)
    {
        var finished = new FileInfo(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl"));
        try
        {
            await new RoutingEvaluation(Declare, new EvaluationOptions { Resume = finished }).ReplayAsync(new FileInfo(Path.Combine(data, File)));
            return [.. System.IO.File.ReadLines(finished.FullName).Skip(1).Select(line => OutcomeOf(JsonElement.Parse(line))).OrderBy(outcome => outcome.Id, StringComparer.Ordinal)];
        }
        finally
        {
            finished.Delete();
        }
    }

    private static RequestOutcome OutcomeOf(JsonElement result)
    {
        var strong = result.GetProperty("baselines").GetProperty("full");
        return new RequestOutcome(
            result.GetProperty("correct").GetBoolean(),
            result.GetProperty("outcome").GetString() == "released",
            result.GetProperty("escalated").GetBoolean(),
            result.GetProperty("attempts").EnumerateArray().Sum(attempt => attempt.GetProperty("cost").GetDouble()),
            strong.GetProperty("correct").GetBoolean(),
            strong.GetProperty("cost").GetDouble())
        {
            Id = result.GetProperty("id").GetString()!,
            Cohort = result.TryGetProperty("cohort", out var cohort) ? cohort.GetString() : null,
        };
    }
}
