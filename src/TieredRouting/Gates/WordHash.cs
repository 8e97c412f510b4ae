using System.Text;

namespace TieredRouting.Gates;

/// <summary>
/// A word as a number but zero, the same in capitals and in small letters. That of a short word of ASCII is its <see cref="WordKey"/>, so no other has it; two longer ones that share one are rarer than any other mistake of
/// those who ask.
/// </summary>
internal static class WordHash
{
    /// <summary>Scatters numbers that are alike: the upper bits of the product tell a place.</summary>
    public const ulong Factor = 0x9E37_79B9_7F4A_7C15;

    public static ulong Of(ReadOnlySpan<char> word)
    {
        var key = WordKey.Of(word);
        return word.Length <= WordKey.Letters && !WordKey.IsVague(key) ? key : OfMany(word);
    }

    /// <summary>The number of a word of a text without its genitive.</summary>
    public static ulong OfBare(ReadOnlySpan<char> text, in TextWord word)
    {
        var whole = text[word.Start..word.EndIn(text)];
        var bare = Genitive.Without(whole);
        return word.IsKey && bare.Length == whole.Length ? word.Key : Of(bare);
    }

    private static ulong OfMany(ReadOnlySpan<char> word)
    {
        var hash = (ulong)word.Length;
        if (!Ascii.IsValid(word))
            return OfUnits(word, ~hash);
        for (var rest = word; !rest.IsEmpty; rest = rest[Math.Min(rest.Length, WordKey.Letters)..])
            hash = Mix(hash, WordKey.Of(rest));
        return hash | 1;
    }

    /// <summary>Beyond ASCII, a capital may be more than a bit away from its small letter.</summary>
    private static ulong OfUnits(ReadOnlySpan<char> word, ulong hash)
    {
        foreach (var unit in word)
            hash = Mix(hash, char.ToLowerInvariant(unit));
        return hash | 1;
    }

    private static ulong Mix(ulong hash, ulong unit)
    {
        hash = (hash ^ unit) * Factor;
        return hash ^ hash >> 32;
    }
}
