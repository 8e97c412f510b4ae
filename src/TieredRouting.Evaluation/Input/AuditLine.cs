namespace TieredRouting.Evaluation;

/// <summary>A line of an audit. It is good until the next one is read.</summary>
/// <param name="File">The name of its file.</param>
/// <param name="Number">Its number in that file, from 1.</param>
/// <param name="Bytes">What it holds, without the line feed.</param>
/// <param name="IsTorn">Whether it has no line feed, and so may be the beginning of a line only, as a crash leaves the last one.</param>
internal readonly record struct AuditLine(string File, long Number, ReadOnlyMemory<byte> Bytes, bool IsTorn)
{
    /// <summary>Says what is wrong with it, by its place.</summary>
    public string Flawed(string why) => FormattableString.Invariant($"{File}({Number}): {why}");
}
