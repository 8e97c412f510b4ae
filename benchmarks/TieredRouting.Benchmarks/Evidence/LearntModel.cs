using TieredRouting.Evaluation;

namespace TieredRouting.Benchmarks.Evidence;

/// <summary>Trains on some lines of recordings.</summary>
internal static class LearntModel
{
    public static TrainedDifficulty Of(IEnumerable<string> lines, string small, string large)
    {
        var file = new FileInfo(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jsonl"));
        try
        {
            File.WriteAllLines(file.FullName, lines);
            return new DifficultyTraining(small, large).Train(file);
        }
        finally
        {
            file.Delete();
        }
    }
}
