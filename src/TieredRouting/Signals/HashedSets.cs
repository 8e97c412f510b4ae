namespace TieredRouting.Signals;

/// <summary>Sets of words or letters as sorted hashes in borrowed memory: what has no place is left out.</summary>
internal static class HashedSets
{
    private const int Letter = 3;

    /// <summary>The different words of a text into a buffer, and how many words it has in all.</summary>
    public static (int Different, int All) OfWords(ReadOnlySpan<char> text, Span<uint> set)
    {
        Span<char> word = stackalloc char[WordReader.Longest];
        var count = 0;
        for (int at = 0, length; count < set.Length && (length = WordReader.Next(text, ref at, word)) > 0;)
            set[count++] = TextFeatures.HashOf(word[..length]);
        return (Sorted(set[..count]), count);
    }

    /// <summary>The different three characters in a row of a text, in small letters, into a buffer.</summary>
    public static int OfLetters(ReadOnlySpan<char> text, Span<uint> set)
    {
        Span<char> small = stackalloc char[Letter];
        var count = 0;
        for (var at = 0; at + Letter <= text.Length && count < set.Length; at++)
        {
            for (var i = 0; i < Letter; i++)
                small[i] = char.ToLowerInvariant(text[at + i]);
            set[count++] = TextFeatures.HashOf(small);
        }

        return Sorted(set[..count]);
    }

    /// <summary>Sorts hashes and drops what is there twice.</summary>
    /// <returns>How many are left, at the beginning.</returns>
    public static int Sorted(Span<uint> hashes)
    {
        hashes.Sort();
        var kept = 0;
        for (var i = 0; i < hashes.Length; i++)
        {
            if (i == 0 || hashes[i] != hashes[i - 1])
                hashes[kept++] = hashes[i];
        }

        return kept;
    }

    /// <summary>How many two sets share.</summary>
    public static int Shared(ReadOnlySpan<uint> first, ReadOnlySpan<uint> second)
    {
        var (shared, i, j) = (0, 0, 0);
        while (i < first.Length && j < second.Length)
        {
            shared += first[i] == second[j] ? 1 : 0;
            (i, j) = first[i] == second[j] ? (i + 1, j + 1) : first[i] < second[j] ? (i + 1, j) : (i, j + 1);
        }

        return shared;
    }

    /// <summary>How alike two sets are, from 0 to 1: what they share, of all they have (P. Jaccard, 1912).</summary>
    public static double Likeness(int shared, int first, int second) => first + second == shared ? 0 : shared / (double)(first + second - shared);
}
