namespace TieredRouting.Gates;

/// <summary>A word of a plain text.</summary>
/// <param name="Key">Its <see cref="WordKey"/>.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct TextWord(ulong Key, int Start, int End)
{
    public int Length => End - Start;

    /// <summary>Of words in order, those that begin at a place or later.</summary>
    public static ReadOnlySpan<TextWord> From(ReadOnlySpan<TextWord> words, int place)
    {
        var (low, high) = (0, words.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            (low, high) = words[middle].Start < place ? (middle + 1, high) : (low, middle);
        }

        return words[low..];
    }
}
