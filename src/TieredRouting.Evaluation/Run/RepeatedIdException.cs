namespace TieredRouting.Evaluation;

/// <summary>A line has the id of an earlier one.</summary>
internal sealed class RepeatedIdException(int line, int earlier) : FormatException($"repeats the id of line {earlier}")
{
    /// <summary>The later line, which is not always the one that was being read.</summary>
    public int Line { get; } = line;
}
