namespace TieredRouting.Signals;

/// <summary>A word in small letters, or the beginning of several, and the groups it belongs to.</summary>
internal readonly record struct CueWord(string Text, bool IsStem, Cues Cues)
{
    public bool Matches(ReadOnlySpan<char> word) => IsStem
        ? word.StartsWith(Text, StringComparison.OrdinalIgnoreCase)
        : word.Equals(Text, StringComparison.OrdinalIgnoreCase);
}
