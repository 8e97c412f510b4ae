using System.Text.Json;
using TieredRouting.Contracts;
using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>The learnt score of recordings that did not teach it: a model is trained on one half of a set, by a hash of the ids, and the other half is scored.</summary>
internal static class LearntScores
{
    public static IReadOnlyList<ScoredAnswer> Of(string data, string file, string small, string large)
    {
        var halves = EvidenceCommand.Lines(data, file).ToLookup(recording => IdOf(recording) % 2 == 0);
        var model = LearntModel.Of(halves[true].Select(recording => recording.GetRawText()), small, large);
        return [.. halves[false].Select(recording => Scored(recording, small, model))];
    }

    private static ScoredAnswer Scored(JsonElement recording, string small, TrainedDifficulty model)
    {
        var id = IdOf(recording);
        var ease = ContractCalibration.EaseOf((decimal)model.Difficulty(recording.GetProperty("text").GetString()!))!.Value;
        return new ScoredAnswer(id, id, Cohort: null, ease, !recording.GetProperty("answers").GetProperty(small)[0].GetProperty("correct").GetBoolean());
    }

    private static UInt128 IdOf(JsonElement recording) => SeenIds.HashOf(recording.GetProperty("id").GetString()!);
}
