namespace TieredRouting.Signals;

/// <summary>A word of a tool's name or description, in small letters.</summary>
/// <param name="Text">The word; of one that is too long, the beginning.</param>
/// <param name="Begins">Whether a sentence begins with it.</param>
/// <param name="IsListed">Whether a comma, a slash or the like stands before it.</param>
internal readonly record struct ToolWord(string Text, bool Begins, bool IsListed);
