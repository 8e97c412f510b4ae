namespace TieredRouting.Tests.Validation;

/// <summary>The answers of a recordings file.</summary>
internal static class Recorded
{
    public sealed record Answer(string Id, string Endpoint, string Text, bool Correct);

    public static IEnumerable<Answer> Answers(string file) =>
        from line in SharedData.ReadLines(file)
        from endpoint in line.GetProperty("answers").EnumerateObject()
        from answer in endpoint.Value.EnumerateArray()
        select new Answer(line.GetProperty("id").GetString()!, endpoint.Name, answer.GetProperty("text").GetString()!, answer.GetProperty("correct").GetBoolean());
}
