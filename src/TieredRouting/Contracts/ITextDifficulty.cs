namespace TieredRouting.Contracts;

/// <summary>Tells how hard a text is. Immutable and safe to share between threads.</summary>
internal interface ITextDifficulty
{
    /// <summary>How likely the small endpoint fails where the large one succeeds, from 0 to 1.</summary>
    double Difficulty(ReadOnlySpan<char> text);
}
