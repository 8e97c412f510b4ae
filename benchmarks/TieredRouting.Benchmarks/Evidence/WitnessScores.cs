using System.Text.Json;
using TieredRouting.Evaluation;
using TieredRouting.Validation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>A score with several values, to try thresholds that have to be chosen: how many of three other models say what the cheap one says.</summary>
internal static class WitnessScores
{
    private static readonly string[] Witnesses = ["nano-b", "nano-c", "legacy-a"];
    private static readonly DisagreementCheck Check = new(AgreeOn: "/answer");

    public static IReadOnlyList<ScoredAnswer> Of(string data, string file) => [.. EvidenceCommand.Lines(data, file).Select(Scored)];

    private static ScoredAnswer Scored(JsonElement recording)
    {
        var id = SeenIds.HashOf(recording.GetProperty("id").GetString()!);
        var answers = recording.GetProperty("answers");
        var said = TextOf(answers, "nano-a");
        var agreeing = Witnesses.Count(witness => Agreement.Between(said, TextOf(answers, witness), Check, AnswerReading.Tolerant).Agree);
        return new ScoredAnswer(id, id, recording.GetProperty("cohort").GetString(), agreeing / (double)Witnesses.Length, !answers.GetProperty("nano-a")[0].GetProperty("correct").GetBoolean());
    }

    private static string TextOf(JsonElement answers, string endpoint) => answers.GetProperty(endpoint)[0].GetProperty("text").GetString()!;
}
