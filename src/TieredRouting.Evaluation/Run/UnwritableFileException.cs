namespace TieredRouting.Evaluation;

/// <summary>A file that was begun cannot be written on. No flaw of an input: whoever goes on after one must not go on after this.</summary>
/// <param name="name">The name of the file.</param>
/// <param name="why">Why it cannot be written.</param>
/// <param name="inner">What the platform says.</param>
internal sealed class UnwritableFileException(string name, string why, Exception inner) : IOException($"{name}: {why}", inner);
