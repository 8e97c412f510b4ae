namespace TieredRouting.Evaluation;

/// <summary>A line is longer than any line of a file of lines.</summary>
internal sealed class LineTooLongException() : IOException("is longer than 64 MB");
