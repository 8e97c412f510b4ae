namespace TieredRouting.Signals;

/// <summary>A word of the text that belongs to a group.</summary>
internal readonly record struct CueHit(Cues Cues, int Start, int Length)
{
    public int End => Start + Length;
}
